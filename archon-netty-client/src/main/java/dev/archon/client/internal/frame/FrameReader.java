package dev.archon.client.internal.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;

/**
 * Stands in the pipeline where Netty's frame decoder stood during the handshake, and gives messages to a {@link FrameSink}
 * instead of passing frames on. A violation of the protocol is passed on as an exception.
 */
public final class FrameReader extends ChannelInboundHandlerAdapter {

    private final FrameSink sink;
    private final FrameDecoder decoder;

    /**
     * Makes a reader.
     *
     * @param sink given what comes in
     * @param maxMessage the size of the largest message that is accepted, in bytes
     */
    public FrameReader(FrameSink sink, int maxMessage) {
        this.sink = sink;
        this.decoder = new FrameDecoder(sink, maxMessage);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            read(bytes);
        } catch (CorruptedWebSocketFrameException e) {
            context.fireExceptionCaught(e);
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuf bytes) {
        LoopBuffers buffers = LoopBuffers.current();
        byte[] window = buffers.window();
        while (bytes.isReadable()) {
            // One copy of a whole read costs little, and from an array text is scanned and copied fastest.
            int length = Math.min(bytes.readableBytes(), window.length);
            bytes.readBytes(window, 0, length);
            sink.startOfRead(window);
            try {
                decoder.decode(window, 0, length, buffers.line());
            } finally {
                sink.endOfRead();
            }
        }
    }
}
