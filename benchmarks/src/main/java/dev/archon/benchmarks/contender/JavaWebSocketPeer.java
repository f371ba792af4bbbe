package dev.archon.benchmarks.contender;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ServerHandshake;

/** Java-WebSocket. Two threads for each connection. */
final class JavaWebSocketPeer implements ContenderClient {

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws IOException {
        Endpoint.Credentials credentials = endpoint.credentials();
        PeerHandler handler = PeerHandler.of(endpoint, counter);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Draft_6455 draft =
                endpoint.deflate() ? new Draft_6455(List.of(new PerMessageDeflateExtension())) : new Draft_6455();
        WebSocketClient socket = new WebSocketClient(credentials.uri(), draft) {
            @Override
            public void onOpen(ServerHandshake handshake) {
                send(credentials.auth());
            }

            @Override
            public void onMessage(String text) {
                handler.handle(text);
            }

            @Override
            public void onClose(int code, String reason, boolean remote) {
                ended.complete(null);
            }

            @Override
            public void onError(Exception error) {
                ended.completeExceptionally(error);
            }
        };
        if (endpoint.tls()) {
            socket.setSocketFactory(endpoint.trust().context().getSocketFactory());
        }
        socket.connect();
        return ended;
    }
}
