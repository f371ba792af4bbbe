package dev.archon.benchmarks.contender;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The WebSocket of the JDK's HTTP client. It has no permessage-deflate. */
final class JdkPeer implements ContenderClient {

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws IOException {
        Endpoint.Credentials credentials = endpoint.credentials();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        client.newWebSocketBuilder()
                .buildAsync(
                        credentials.uri(), new Handler(credentials.auth(), PeerHandler.of(endpoint, counter), ended))
                .exceptionally(error -> {
                    ended.completeExceptionally(error);
                    return null;
                });
        return ended;
    }

    private static final class Handler implements WebSocket.Listener {

        private final String auth;
        private final PeerHandler handler;
        private final CompletableFuture<Void> ended;
        private final StringBuilder parts = new StringBuilder();

        Handler(String auth, PeerHandler handler, CompletableFuture<Void> ended) {
            this.auth = auth;
            this.handler = handler;
            this.ended = ended;
        }

        @Override
        public void onOpen(WebSocket socket) {
            socket.sendText(auth, true);
            socket.request(Long.MAX_VALUE);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            // A message may be delivered in parts, which need not be whole frames.
            if (last && parts.length() == 0) {
                handler.handle(data.toString());
                return null;
            }
            parts.append(data);
            if (last) {
                handler.handle(parts.toString());
                parts.setLength(0);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.completeExceptionally(error);
        }
    }
}
