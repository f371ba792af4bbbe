package dev.archon.client.internal.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Supplier;
import java.util.zip.Inflater;

/**
 * The inbound handler of a WebSocket once its handshake is done. It gives messages to a {@link FrameSink} and passes no frames
 * on. A violation of the protocol is passed on as an exception.
 */
public final class FrameReader extends ChannelInboundHandlerAdapter {

    /** Up to how many times the largest size a message is inflated only to be discarded. */
    static final int MOST_OVERFLOWS = 4;

    private final FrameSink sink;
    private final FrameDecoder decoder;

    private FrameReader(FrameSink sink, FrameDecoder decoder) {
        this.sink = sink;
        this.decoder = decoder;
    }

    /**
     * Makes a reader for a connection without compression.
     *
     * @param sink receives the messages and control frames
     * @param rules which messages are taken
     * @return the reader
     */
    public static FrameReader plain(FrameSink sink, MessageRules rules) {
        return new FrameReader(sink, new FrameDecoder(sink, rules, null));
    }

    /**
     * Makes a reader for a connection on which {@code permessage-deflate} was agreed on. To be called by the connection's
     * event loop.
     *
     * @param sink receives the messages and control frames
     * @param rules which messages are taken
     * @return the reader
     */
    public static FrameReader inflating(FrameSink sink, MessageRules rules) {
        return inflating(sink, rules, () -> new Inflater(true));
    }

    static FrameReader inflating(FrameSink sink, MessageRules rules, Supplier<Inflater> inflaters) {
        ScratchBuffer scratch = LoopBuffers.current().inflated();
        int mostOverflows = rules.skipsOversized() ? MOST_OVERFLOWS : 0;
        MessageInflater inflater = new MessageInflater(inflaters, scratch, rules.maxMessage(), mostOverflows);
        return new FrameReader(sink, new FrameDecoder(sink, rules, inflater));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            read(bytes);
        } catch (Throwable e) {
            // Whatever it is, what follows cannot be told from the rest of what was being read.
            decoder.end();
            context.fireExceptionCaught(e);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        decoder.end();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        decoder.end();
    }

    private void read(ByteBuf bytes) {
        LoopBuffers buffers = LoopBuffers.current();
        byte[] window = buffers.window();
        int begun = 0;
        while (bytes.isReadable()) {
            // One copy of a whole read costs little, and from an array text is scanned and copied fastest.
            int length = Math.min(bytes.readableBytes(), window.length - begun);
            bytes.readBytes(window, begun, length);
            begun = walk(window, begun + length, bytes.isReadable(), buffers);
        }
    }

    /** Returns how many bytes at the front of this window belong to a frame that continues in the next one. */
    private int walk(byte[] window, int end, boolean more, LoopBuffers buffers) {
        int next;
        sink.startOfRead(window);
        try {
            next = decoder.decode(window, 0, end);
        } finally {
            sink.endOfRead();
            buffers.inflated().trim();
        }
        int begun = end - next;
        if (!more || begun > window.length / 2) {
            decoder.keep(window, next, end);
            return 0;
        }
        System.arraycopy(window, next, window, 0, begun);
        return begun;
    }
}
