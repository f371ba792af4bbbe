package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.SocketHandler;
import dev.archon.simulator.internal.wire.FrameDeflater;
import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A WebSocket handshake that waits for its answer. It does not keep the request's content, since a handshake has none. */
final class Handshake {

    static final int MAX_MESSAGE_BYTES = 1 << 20;

    /** A protocol violation goes to the socket's handler, which closes the socket and writes the journal. */
    private static final WebSocketDecoderConfig DECODING = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(MAX_MESSAGE_BYTES)
            .expectMaskedFrames(true)
            .allowMaskMismatch(false)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();

    private final ChannelHandlerContext ctx;
    private final FullHttpRequest request;
    private final ServerHost server;

    /** Whether there is an answer already. Belongs to the server's loop. */
    private boolean answered;

    private final Optional<WebSocketServerExtension> compression;

    Handshake(ChannelHandlerContext ctx, FullHttpRequest request, ServerHost server, boolean compresses) {
        this.compression = compresses ? CompressionOffer.accepted(request.headers()) : Optional.empty();
        this.ctx = ctx;
        this.request = request.replace(Unpooled.EMPTY_BUFFER);
        this.server = server;
    }

    /** Has the server decide on the answer, on its loop. */
    void begin() {
        CompletableFuture<Boolean> unused = server.ask(() -> {
                    server.http().handshake(this::serveOrFail, this::refuse);
                    return true;
                })
                .exceptionally(problem -> {
                    refuse(server.http().failure(problem));
                    return false;
                });
    }

    /** A slow handshake is served in a later turn, whose failure is answered like that of the first. */
    private void serveOrFail() {
        try {
            serve();
        } catch (RuntimeException | Error e) {
            refuse(server.http().failure(e));
        }
    }

    private void serve() {
        SocketHandler handler = SocketHandler.open(server, ctx.channel());
        answered = true;
        ctx.executor().execute(() -> upgrade(handler));
    }

    private void upgrade(SocketHandler handler) {
        if (ctx.channel().isActive()) {
            answer();
            ctx.pipeline().remove(ReadTimeoutHandler.class);
            compression.ifPresent(this::compress);
            ctx.pipeline()
                    .addLast(new Utf8FrameValidator(false), new WebSocketFrameAggregator(MAX_MESSAGE_BYTES), handler);
            ctx.pipeline().remove(RequestTurns.class);
            ctx.pipeline().remove(HttpHandler.class);
        } else {
            handler.closed("connection lost");
        }
    }

    private void answer() {
        HttpHeaders headers = new DefaultHttpHeaders();
        compression.ifPresent(
                agreed -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, CompressionOffer.answer(agreed)));
        WebSocketDecoderConfig decoding =
                DECODING.toBuilder().allowExtensions(compression.isPresent()).build();
        var unused = new WebSocketServerHandshaker13("", null, decoding)
                .handshake(ctx.channel(), request, headers, ctx.channel().newPromise());
    }

    private void compress(WebSocketServerExtension agreed) {
        ctx.pipeline().addLast(agreed.newExtensionDecoder(), new FrameDeflater(CompressionOffer.keepsContext(agreed)));
    }

    private void refuse(HttpAnswer answer) {
        if (answered) {
            return;
        }
        answered = true;
        ResponseWriter.writeLater(ctx, request, answer);
    }
}
