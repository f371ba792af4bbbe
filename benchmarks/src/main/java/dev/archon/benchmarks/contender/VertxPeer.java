package dev.archon.benchmarks.contender;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Vert.x. */
final class VertxPeer implements ContenderClient {

    private static final int MAX_MESSAGE = 16 << 20;

    private final Vertx vertx = Vertx.vertx();
    private @Nullable WebSocketClient client;

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws IOException {
        Endpoint.Credentials credentials = endpoint.credentials();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(credentials.uri().getHost())
                .setPort(credentials.uri().getPort())
                .setURI(credentials.uri().getPath());
        client(endpoint.deflate())
                .webSocket()
                // Before it is open, so that nothing can come that nobody handles.
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

    private WebSocketClient client(boolean deflate) {
        if (client == null) {
            client = vertx.createWebSocketClient(new WebSocketClientOptions()
                    // The default is 50.
                    .setMaxConnections(100_000)
                    .setMaxFrameSize(MAX_MESSAGE)
                    .setMaxMessageSize(MAX_MESSAGE)
                    .setTryUsePerMessageCompression(deflate));
        }
        return client;
    }
}
