package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses the messages in whole frames that are written to a socket, by {@code permessage-deflate} (RFC 7692). Each
 * frame stays one frame, so that faults that cut messages up still show; control frames, and frames with reserved bits,
 * such as those of a recording, pass as they are.
 *
 * <p>Holds native memory until it is removed from its pipeline. Belongs to the channel's event loop.
 */
public final class FrameDeflater extends ChannelOutboundHandlerAdapter {

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int COMPRESSED = 0x40;
    private static final int OPCODE = 0x0F;

    /** The end of every flush, which a message goes without (RFC 7692, section 7.2.1). */
    private static final int FLUSH_END_BYTES = 4;

    private final boolean keepsContext;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] deflated = new byte[1024];
    private boolean withinMessage;

    /**
     * Makes the handler of one socket.
     *
     * @param keepsContext whether a message may refer to those before it, which needs the peer's consent
     */
    public FrameDeflater(boolean keepsContext) {
        this.keepsContext = keepsContext;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf frames && frames.isReadable()) {
            ByteBuf out = ctx.alloc().buffer(frames.readableBytes() / 2 + FLUSH_END_BYTES);
            try {
                while (frames.isReadable()) {
                    frame(frames, out);
                }
            } finally {
                frames.release();
            }
            ctx.write(out, promise);
        } else {
            ctx.write(message, promise);
        }
    }

    private void frame(ByteBuf in, ByteBuf out) {
        int begin = in.readerIndex();
        int first = in.readUnsignedByte();
        int length = FrameEncoder.length(in);
        int opcode = first & OPCODE;
        boolean begins = opcode == FrameEncoder.TEXT || opcode == FrameEncoder.BINARY;
        if (begins) {
            withinMessage = (first & RESERVED) == 0;
        }
        boolean isData = begins || opcode == FrameEncoder.CONTINUATION;
        if (!isData || !withinMessage) {
            int payloadBegin = in.readerIndex();
            in.readerIndex(begin);
            out.writeBytes(in, payloadBegin - begin + length);
            return;
        }
        boolean last = (first & FIN) != 0;
        deflater.setInput(in.nioBuffer(in.readerIndex(), length));
        int size = deflate(last);
        in.skipBytes(length);
        FrameEncoder.header(out, last, opcode | (begins ? COMPRESSED : 0), size);
        out.writeBytes(deflated, 0, size);
        withinMessage = !last;
    }

    /** Deflates what was set as input into the buffer for it, and returns how many bytes that are. */
    private int deflate(boolean last) {
        int size = 0;
        while (true) {
            size += deflater.deflate(deflated, size, deflated.length - size, Deflater.SYNC_FLUSH);
            if (size < deflated.length) {
                break;
            }
            deflated = Arrays.copyOf(deflated, deflated.length * 2);
        }
        if (!last) {
            return size;
        }
        if (!keepsContext) {
            deflater.reset();
        }
        if (size < FLUSH_END_BYTES) {
            // Nothing to flush: the head of an empty block, whose rest the peer adds (RFC 7692, section 7.2.3.6).
            deflated[0] = 0;
            return 1;
        }
        return size - FLUSH_END_BYTES;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        deflater.end();
    }
}
