package dev.archon.benchmarks.contender;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** OkHttp. It offers permessage-deflate always and keeps a thread for each connection. */
final class OkHttpPeer implements ContenderClient {

    private final Dispatcher dispatcher = new Dispatcher();
    private @Nullable OkHttpClient client;

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws IOException {
        Endpoint.Credentials credentials = endpoint.credentials();
        PeerHandler handler = PeerHandler.of(endpoint, counter);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Request request =
                new Request.Builder().url(credentials.uri().toString()).build();
        client(endpoint).newWebSocket(request, new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.send(credentials.auth());
            }

            @Override
            public void onMessage(WebSocket socket, String text) {
                handler.handle(text);
            }

            @Override
            public void onClosing(WebSocket socket, int code, String reason) {
                socket.close(code, null);
            }

            @Override
            public void onClosed(WebSocket socket, int code, String reason) {
                ended.complete(null);
            }

            @Override
            public void onFailure(WebSocket socket, Throwable error, @Nullable Response response) {
                ended.completeExceptionally(error);
            }
        });
        return ended;
    }

    @Override
    public void close() {
        dispatcher.executorService().shutdown();
    }

    private OkHttpClient client(Endpoint endpoint) {
        if (client == null) {
            // A WebSocket counts as a call for as long as it is open, and the default is 64.
            dispatcher.setMaxRequests(100_000);
            OkHttpClient.Builder builder =
                    new OkHttpClient.Builder().dispatcher(dispatcher).readTimeout(Duration.ZERO);
            if (endpoint.tls()) {
                builder.sslSocketFactory(
                        endpoint.trust().context().getSocketFactory(),
                        endpoint.trust().manager());
            }
            client = builder.build();
        }
        return client;
    }
}
