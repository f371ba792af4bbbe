package dev.archon.benchmarks.sender;

import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.rest.RestPaths;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The server that all contenders connect to, one after the other. Listens on the loopback address only. */
public final class Sender implements AutoCloseable {

    private static final String ORDERS = "/orders/";
    private static final int BACKLOG = 4_096;
    private static final int READ_LIMIT_MILLIS = 30_000;

    private final ServerSocketChannel listening;
    private final Consumer<String> reports;
    private final Map<Integer, SenderRun> runs = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sender");
        thread.setDaemon(true);
        return thread;
    });

    private Sender(ServerSocketChannel listening, Consumer<String> reports) {
        this.listening = listening;
        this.reports = reports;
    }

    /**
     * Starts a sender on a free port.
     *
     * @param reports told what was sent in each run, one line each
     */
    public static Sender start(Consumer<String> reports) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        Sender sender = new Sender(listening, reports);
        sender.threads.execute(sender::accept);
        return sender;
    }

    /** The port it listens on. */
    public int port() {
        return listening.socket().getLocalPort();
    }

    /** Prints its port and then a line for each run. Ends when its input ends, so that it never outlives the race. */
    public static void main(String[] args) throws IOException {
        try (Sender sender = start(line -> System.out.println(line))) {
            System.out.println("port " + sender.port());
            while (System.in.read() >= 0) {
                // Nothing is asked of it here.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listening.accept();
                threads.execute(() -> serve(channel));
            }
        } catch (AsynchronousCloseException e) {
            // That is how it ends.
        } catch (IOException e) {
            System.err.println("the sender cannot accept connections any more: " + e);
        }
    }

    private void serve(SocketChannel channel) {
        boolean handedOver = false;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().setSoTimeout(READ_LIMIT_MILLIS);
            InputStream in = channel.socket().getInputStream();
            for (RequestHead head = RequestHead.read(in); head != null; head = RequestHead.read(in)) {
                if (head.upgradesToWebSocket() && head.path().startsWith(ORDERS)) {
                    serveWebSocket(channel, head);
                    handedOver = true;
                    return;
                }
                channel.write(ByteBuffer.wrap(answer(head)));
            }
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("a connection failed: " + e);
        } finally {
            if (!handedOver) {
                closeQuietly(channel);
            }
        }
    }

    private byte[] answer(RequestHead head) {
        String path = head.path();
        if (!path.startsWith(RestPaths.SERVERS) || !path.endsWith(RestPaths.WEB_SOCKET)) {
            return RequestHead.answer("404 Not Found", "{}");
        }
        String id = path.substring(RestPaths.SERVERS.length(), path.length() - RestPaths.WEB_SOCKET.length());
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String token = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII))
                + "."
                + encoder.encodeToString("{\"exp\":4102444800}".getBytes(StandardCharsets.US_ASCII))
                + "." + encoder.encodeToString(id.getBytes(StandardCharsets.US_ASCII));
        return RequestHead.answer(
                "200 OK", "{\"url\":\"ws://127.0.0.1:" + port() + ORDERS + id + "\",\"token\":\"" + token + "\"}");
    }

    private void serveWebSocket(SocketChannel channel, RequestHead head) throws IOException {
        RunRequest request = RunRequest.of(head.path().substring(ORDERS.length()));
        SenderRun run = runs.computeIfAbsent(request.run(), number -> new SenderRun(request));
        run.prepare(request.workload() == Workload.DEFLATE);
        SenderConnection connection = SenderConnection.accept(channel, head);
        if (run.join(connection)) {
            runs.remove(request.run());
            reports.accept(run.send());
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("a connection could not be closed: " + e);
        }
    }
}
