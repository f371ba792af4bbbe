package dev.archon.client.internal.transport;

import dev.archon.client.internal.frame.TlsRecordReader;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a WebSocket's channel, in the order in which bytes come in.
 *
 * <table>
 *     <caption>Handlers before and after the handshake</caption>
 *     <tr><th scope="col">name</th><th scope="col">before</th><th scope="col">after</th></tr>
 *     <tr><th scope="row">tls-records</th><td>for {@code wss} by the JDK: {@link TlsRecordReader}: bytes to whole
 *         records</td><td>the same</td></tr>
 *     <tr><th scope="row">tls</th><td>for {@code wss}: {@link SslHandler}</td><td>the same</td></tr>
 *     <tr><th scope="row">handshake</th><td>{@link HandshakeHandler}: HTTP</td><td>-</td></tr>
 *     <tr><th scope="row">frame-encoder</th><td>-</td><td>{@link FrameEncoder}: frames to bytes</td></tr>
 *     <tr><th scope="row">frame-reader</th><td>-</td>
 *         <td>{@link dev.archon.client.internal.frame.FrameReader}: bytes to messages</td></tr>
 *     <tr><th scope="row">opening-limit</th><td>{@link OpeningLimit}: ends an opening that takes too long</td>
 *         <td>-</td></tr>
 *     <tr><th scope="row">errors</th><td>{@link PipelineErrorHandler}: errors to failures of the opening</td>
 *         <td>-</td></tr>
 *     <tr><th scope="row">frames</th><td>{@link FrameHandler}: tells the listener</td>
 *         <td>the same: messages to events, errors to close codes</td></tr>
 * </table>
 */
final class WebSocketPipeline {

    private static final String TLS_RECORDS = "tls-records";
    private static final String TLS = "tls";
    private static final String HANDSHAKE = "handshake";
    private static final String FRAME_ENCODER = "frame-encoder";
    private static final String FRAME_READER = "frame-reader";
    private static final String OPENING_LIMIT = "opening-limit";
    private static final String ERRORS = "errors";
    private static final String FRAMES = "frames";

    private WebSocketPipeline() {}

    /** Adds the handlers that do the handshake. The TLS handler may get whole records only. */
    static void beforeHandshake(
            ChannelPipeline pipeline,
            @Nullable SslHandler tls,
            boolean recordsAreWhole,
            HandshakeHandler handshake,
            OpeningLimit limit,
            PipelineErrorHandler errors,
            FrameHandler frames) {
        if (tls != null) {
            if (recordsAreWhole) {
                pipeline.addLast(TLS_RECORDS, new TlsRecordReader(tls.handshakeFuture()::isSuccess));
            }
            pipeline.addLast(TLS, tls);
        }
        pipeline.addLast(HANDSHAKE, handshake)
                .addLast(OPENING_LIMIT, limit)
                .addLast(ERRORS, errors)
                .addLast(FRAMES, frames);
    }

    /** Puts a frame encoder and a frame reader in the place of the handler that has done the handshake. */
    static void afterHandshake(ChannelHandlerContext handshake, ChannelHandler reader) {
        ChannelPipeline pipeline = handshake.pipeline();
        pipeline.addAfter(handshake.name(), FRAME_READER, reader);
        // Not before: until now a close frame would have been written into the handshake.
        pipeline.addAfter(handshake.name(), FRAME_ENCODER, new FrameEncoder());
        pipeline.remove(handshake.handler());
    }
}
