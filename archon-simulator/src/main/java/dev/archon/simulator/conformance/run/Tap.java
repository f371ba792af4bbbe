package dev.archon.simulator.conformance.run;

import dev.archon.simulator.conformance.CaseSecrets;
import dev.archon.simulator.conformance.Conversation;
import dev.archon.simulator.conformance.Peer;
import dev.archon.simulator.conformance.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a simulated server, hands on every byte as it is, and records what both say. An end of one side
 * is handed on as what it was, an end of the stream or a reset.
 *
 * <p>It is apart from the simulator, so that what a client really sent is seen by other code than that which answers it.
 */
final class Tap implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Tap.class.getName());

    private static final int BACKLOG = 50;
    private static final int CONNECT_MILLIS = 5000;
    private static final int BUFFER = 32 << 10;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final CaseSecrets secrets;
    private final LiveJournal live;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private Tap(ServerSocket listener, InetSocketAddress server, CaseSecrets secrets, LiveJournal live) {
        this.listener = listener;
        this.server = server;
        this.secrets = secrets;
        this.live = live;
    }

    static Tap open(int serverPort, CaseSecrets secrets, LiveJournal live) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        Tap tap = new Tap(
                new ServerSocket(0, BACKLOG, loopback), new InetSocketAddress(loopback, serverPort), secrets, live);
        start("accept", tap::accept);
        return tap;
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                if (listener.isClosed()) {
                    // It came while the others were being closed.
                    close(client);
                    return;
                }
                connect(client);
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                LOGGER.log(System.Logger.Level.WARNING, "the kit takes no more connections for this case", e);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket();
        open.add(upstream);
        try {
            upstream.connect(server, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        } catch (IOException e) {
            close(client);
            close(upstream);
            return;
        }
        int number = connections.incrementAndGet();
        Conversation conversation = new Conversation(number, secrets, live::add);
        start("client-" + number, () -> pump(Peer.CLIENT, number, conversation, client, upstream));
        start("server-" + number, () -> pump(Peer.SERVER, number, conversation, upstream, client));
    }

    private void pump(Peer by, int number, Conversation conversation, Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int length;
            try {
                length = from.getInputStream().read(buffer);
            } catch (IOException e) {
                if (!from.isClosed()) {
                    live.add(new Seen.Ended(live.now(), number, by, "RST"));
                }
                reset(to);
                close(from);
                return;
            }
            if (length < 0) {
                live.add(new Seen.Ended(live.now(), number, by, "FIN"));
                endSending(from, to);
                return;
            }
            // Recorded before it is handed on, so that an answer is never recorded before its question.
            synchronized (conversation) {
                conversation.read(by, live.now(), buffer, length);
            }
            try {
                to.getOutputStream().write(buffer, 0, length);
            } catch (IOException e) {
                // The other side has ended, which its own thread sees and records; what comes now is discarded.
                LOGGER.log(System.Logger.Level.DEBUG, "bytes for a side that has ended", e);
            }
        }
    }

    private void endSending(Socket from, Socket to) {
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "a side has ended already", e);
        }
        if (from.isOutputShutdown() || to.isClosed()) {
            close(from);
            close(to);
        }
    }

    private void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // It has ended already, and closing it is all that is left.
            close(socket);
            return;
        }
        close(socket);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "a socket did not close in order", e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "conformance-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "a port did not close in order", e);
        }
        open.forEach(this::close);
    }
}
