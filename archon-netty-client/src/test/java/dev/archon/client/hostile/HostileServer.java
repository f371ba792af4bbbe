package dev.archon.client.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Does what a case says, on one port for token calls and WebSockets, until it is told to behave. */
final class HostileServer implements AutoCloseable {

    static final String STILL_HERE = "still here";

    private static final int READ_LIMIT_MILLIS = 30_000;
    private static final String CREDENTIALS = "{\"url\":\"{url}\",\"token\":\"{jwt}\"}";

    private static final List<Step> WELL_BEHAVED_TOKEN_CALL = List.of(Step.answer("200 OK", CREDENTIALS));
    private static final List<Step> WELL_BEHAVED_HANDSHAKE = List.of(Step.accept());
    private static final List<Step> WELL_BEHAVED_AUTHENTICATION = List.of(Step.text("{\"event\":\"auth-ok\"}"));
    private static final Step SIGN_OF_LIFE =
            Step.text("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + STILL_HERE + "\"}");

    private final HostileCase played;
    private final String apiToken;
    private final @Nullable SSLContext tls;
    private final ExecutorService threads;
    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokenCalls = new AtomicInteger();
    private final AtomicInteger webSockets = new AtomicInteger();
    private volatile boolean behaves;

    HostileServer(HostileCase played, String apiToken, @Nullable SSLContext tls, ExecutorService threads)
            throws IOException {
        this.played = played;
        this.apiToken = apiToken;
        this.tls = tls;
        this.threads = threads;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    void start() {
        threads.execute(this::acceptAll);
    }

    URI base() {
        return URI.create((tls == null ? "http://127.0.0.1:" : "https://localhost:") + listening.getLocalPort());
    }

    private String url() {
        return (tls == null ? "ws://127.0.0.1:" : "wss://localhost:") + listening.getLocalPort() + "/socket";
    }

    /** From now on connections are served as a real Archon serves them. */
    void behave() {
        behaves = true;
    }

    List<Peer> peers() {
        return peers;
    }

    /** All tokens that were given or known: the API token and every JWT. */
    List<String> tokens() {
        return tokens;
    }

    /** How often the client has tried to get as far as this server lets it. */
    int attempts() {
        if (!played.onConnect().isEmpty()) {
            return peers.size();
        }
        return webSockets.get() > 0 ? webSockets.get() : tokenCalls.get();
    }

    int webSockets() {
        return webSockets.get();
    }

    /** Fills in what a text leaves open. */
    String filled(String text, Peer peer) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String filled = text.replace("{url}", url()).replace("{apiToken}", apiToken);
        if (filled.contains("{accept}")) {
            filled = filled.replace("{accept}", peer.accept());
        }
        if (filled.contains("{jwt}")) {
            filled = filled.replace("{jwt}", newToken());
        }
        if (filled.contains("{lastJwt}") || filled.contains("{payload}") || filled.contains("{signature}")) {
            String last = tokens.isEmpty() ? newToken() : tokens.get(tokens.size() - 1);
            String[] parts = last.split("\\.", -1);
            filled = filled.replace("{lastJwt}", last)
                    .replace("{payload}", parts[1])
                    .replace("{signature}", parts[2]);
        }
        return filled;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private String newToken() {
        int number = tokens.size() + 1;
        long expiry = System.currentTimeMillis() / 1000 + played.tokenLifeSeconds();
        String token = encoded("{\"kid\":\"" + apiToken.substring(4, 16) + "\",\"alg\":\"HS256\"}") + "."
                + encoded("{\"jti\":\"" + apiToken.substring(6, 20) + number + "\",\"exp\":" + expiry + "}") + "."
                + encoded("signature-" + number + "-" + apiToken.substring(3));
        tokens.add(token);
        return token;
    }

    private static String encoded(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8));
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listening.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (SocketException | RejectedExecutionException e) {
            // The case is over.
            return;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(Socket plain) {
        Peer peer = null;
        try (plain) {
            plain.setSoTimeout(READ_LIMIT_MILLIS);
            boolean hostile = !behaves;
            if (hostile && !played.onConnect().isEmpty()) {
                peer = added(new Peer(this, plain));
                play(peer, played.onConnect());
                peer.awaitEnd(false);
                return;
            }
            Socket socket = tls == null ? plain : encrypted(tls, plain);
            peer = added(new Peer(this, socket));
            if (peer.readHead().contains("/modrinth/v0/servers/")) {
                tokenCall(peer, hostile);
            } else {
                webSocket(peer, hostile);
            }
        } catch (SocketTimeoutException e) {
            // The client holds on to the connection: the case is told that it has not ended.
            return;
        } catch (IOException e) {
            if (peer != null) {
                peer.markEnded();
            }
        }
    }

    private Peer added(Peer peer) {
        peers.add(peer);
        return peer;
    }

    private void tokenCall(Peer peer, boolean hostile) throws IOException {
        boolean turn = tokenCalls.incrementAndGet() >= played.fromTokenCall()
                && hostile
                && !played.tokenCall().isEmpty();
        play(peer, turn ? played.tokenCall() : WELL_BEHAVED_TOKEN_CALL);
        peer.finish();
        peer.awaitEnd(false);
    }

    private void webSocket(Peer peer, boolean hostile) throws IOException {
        webSockets.incrementAndGet();
        play(peer, hostile && !played.handshake().isEmpty() ? played.handshake() : WELL_BEHAVED_HANDSHAKE);
        peer.readFrame();
        play(
                peer,
                hostile && !played.authentication().isEmpty() ? played.authentication() : WELL_BEHAVED_AUTHENTICATION);
        if (hostile) {
            play(peer, played.connected());
        }
        SIGN_OF_LIFE.play(peer);
        peer.awaitEnd(true);
    }

    private static void play(Peer peer, List<Step> steps) throws IOException {
        for (Step step : steps) {
            step.play(peer);
        }
    }

    private static Socket encrypted(SSLContext tls, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }
}
