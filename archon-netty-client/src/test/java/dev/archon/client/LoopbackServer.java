package dev.archon.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Serves each connection to a port of this machine on a thread of its own, until it is closed. */
final class LoopbackServer implements AutoCloseable {

    private final ServerSocket listening;
    private final ExecutorService threads;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** What is done with a connection. It ends with the call; what it throws is as good as an end. */
    interface Service {
        void serve(Socket socket) throws IOException;
    }

    /** Makes a socket that listens. */
    interface Listening {
        ServerSocket on(int port, int backlog, InetAddress address) throws IOException;
    }

    LoopbackServer(String name) {
        this(name, ServerSocket::new);
    }

    LoopbackServer(String name, Listening factory) {
        try {
            listening = factory.on(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(Service service) {
        threads.execute(() -> acceptAll(service));
    }

    int port() {
        return listening.getLocalPort();
    }

    /** For what else is to be done until this is closed. */
    Executor threads() {
        return threads;
    }

    /** Connects to another port of this machine, until this is closed. */
    Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void acceptAll(Service service) {
        try {
            while (true) {
                Socket socket = listening.accept();
                sockets.add(socket);
                threads.execute(() -> serve(service, socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            // The test is over.
            return;
        }
    }

    private static void serve(Service service, Socket socket) {
        try (socket) {
            service.serve(socket);
        } catch (IOException e) {
            // A client that has gone away, or a handshake that was refused: the test looks at the client.
            return;
        }
    }
}
