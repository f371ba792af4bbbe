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
import java.nio.channels.ClosedChannelException;
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

    private static final String REQUESTS = "/requests/";
    private static final int BACKLOG = 4_096;
    private static final int READ_LIMIT_MILLIS = 30_000;

    private final ServerSocketChannel plain;
    private final ServerSocketChannel encrypted;
    private final SenderIdentity identity;
    private final Consumer<String> reports;
    private final Map<Integer, SenderRun> runs = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sender");
        thread.setDaemon(true);
        return thread;
    });

    private Sender(
            ServerSocketChannel plain,
            ServerSocketChannel encrypted,
            SenderIdentity identity,
            Consumer<String> reports) {
        this.plain = plain;
        this.encrypted = encrypted;
        this.identity = identity;
        this.reports = reports;
    }

    /**
     * Starts a sender on two free ports, one for REST calls and plain WebSockets and one for encrypted WebSockets.
     *
     * @param reports told what was sent in each run, one line each
     */
    public static Sender start(Consumer<String> reports) throws IOException {
        SenderIdentity identity = SenderIdentity.create();
        Sender sender = new Sender(listen(), listen(), identity, reports);
        sender.threads.execute(() -> sender.accept(sender.plain, PlainSenderChannel::new));
        sender.threads.execute(
                () -> sender.accept(sender.encrypted, socket -> TlsSenderChannel.accept(socket, identity.newEngine())));
        return sender;
    }

    private static ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        return listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    }

    /** The port of the REST calls. */
    public int port() {
        return port(plain);
    }

    /** The certificate that contenders have to trust, as DER in Base64. */
    public String authority() {
        return identity.authority();
    }

    private static int port(ServerSocketChannel listening) {
        return listening.socket().getLocalPort();
    }

    /**
     * Prints its port and the certificate to trust, and then a line for each run. Ends when its input ends, so that it
     * never outlives the race.
     */
    public static void main(String[] args) throws IOException {
        try (Sender sender = start(line -> System.out.println(line))) {
            System.out.println("listening " + sender.port() + " " + sender.authority());
            while (System.in.read() >= 0) {
                // The input carries no commands.
            }
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
        encrypted.close();
        threads.shutdownNow();
    }

    /** Makes a channel of a socket that was accepted. */
    @FunctionalInterface
    private interface Opening {

        SenderChannel open(SocketChannel socket) throws IOException;
    }

    private void accept(ServerSocketChannel listening, Opening opening) {
        try {
            while (true) {
                SocketChannel socket = listening.accept();
                threads.execute(() -> serve(socket, opening));
            }
        } catch (ClosedChannelException e) {
            // The sender was closed.
        } catch (IOException e) {
            System.err.println("the sender cannot accept connections any more: " + e);
        }
    }

    private void serve(SocketChannel socket, Opening opening) {
        boolean handedOver = false;
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.socket().setSoTimeout(READ_LIMIT_MILLIS);
            SenderChannel channel = opening.open(socket);
            InputStream in = channel.input();
            for (RequestHead head = RequestHead.read(in); head != null; head = RequestHead.read(in)) {
                if (head.upgradesToWebSocket() && head.path().startsWith(REQUESTS)) {
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
                closeQuietly(socket);
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
                "200 OK", "{\"url\":\"" + webSocket(id) + REQUESTS + id + "\",\"token\":\"" + token + "\"}");
    }

    private String webSocket(String id) {
        return RunRequest.of(id).tls() ? "wss://127.0.0.1:" + port(encrypted) : "ws://127.0.0.1:" + port(plain);
    }

    private void serveWebSocket(SenderChannel channel, RequestHead head) throws IOException {
        RunRequest request = RunRequest.of(head.path().substring(REQUESTS.length()));
        SenderRun run = runs.computeIfAbsent(request.run(), number -> new SenderRun(request));
        run.prepare(request.workload() == Workload.DEFLATE);
        SenderConnection connection = SenderConnection.accept(channel, head);
        if (run.join(connection)) {
            runs.remove(request.run());
            reports.accept(run.send());
        }
    }

    private static void closeQuietly(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.err.println("a connection could not be closed: " + e);
        }
    }
}
