package dev.archon.benchmarks.contender;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Vert.x. */
final class VertxPeer implements ContenderClient {

    private static final int MAX_MESSAGE = 16 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final boolean openSsl;
    private @Nullable WebSocketClient client;

    private VertxPeer(boolean openSsl) {
        this.openSsl = openSsl;
    }

    /** A client that decrypts by the JDK. */
    static VertxPeer withJdkTls() {
        return new VertxPeer(false);
    }

    /** A client that decrypts by OpenSSL. */
    static VertxPeer withOpenSsl() {
        return new VertxPeer(true);
    }

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws IOException {
        Endpoint.Credentials credentials = endpoint.credentials();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(credentials.uri().getHost())
                .setPort(credentials.uri().getPort())
                .setURI(credentials.uri().getPath());
        client(endpoint)
                .webSocket()
                // Registered before the connection is open, so that no message can be missed.
                .textMessageHandler(PeerHandler.of(endpoint, counter)::handle)
                .exceptionHandler(ended::completeExceptionally)
                .closeHandler(closed -> ended.complete(null))
                .connect(options)
                .compose(socket -> socket.writeTextMessage(credentials.auth()))
                .onFailure(ended::completeExceptionally);
        return ended;
    }

    @Override
    public void close() {
        vertx.close();
    }

    private WebSocketClient client(Endpoint endpoint) {
        if (client == null) {
            WebSocketClientOptions options = new WebSocketClientOptions()
                    // The default is 50.
                    .setMaxConnections(100_000)
                    .setMaxFrameSize(MAX_MESSAGE)
                    .setMaxMessageSize(MAX_MESSAGE)
                    .setTryUsePerMessageCompression(endpoint.deflate());
            if (endpoint.tls()) {
                options.setSsl(true)
                        .setTrustOptions(TrustOptions.wrap(endpoint.trust().manager()))
                        .setSslEngineOptions(openSsl ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions());
            }
            client = vertx.createWebSocketClient(options);
        }
        return client;
    }
}
