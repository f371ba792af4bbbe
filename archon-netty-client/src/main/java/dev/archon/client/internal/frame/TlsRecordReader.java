package dev.archon.client.internal.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.BooleanSupplier;

/**
 * Stands before the TLS handler of a connection and passes on whole records only, so that the TLS handler never joins what two
 * reads brought, which copies all of it. What a burst brings is decrypted from one array of the event loop, which is what the
 * JDK's AES-GCM reads fastest.
 *
 * <p>What is no TLS is passed on as it came; to refuse it is the TLS handler's part.
 */
public final class TlsRecordReader extends ChannelInboundHandlerAdapter {

    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;
    private static final int MAJOR_VERSION_AT = 1;
    private static final int MAJOR_VERSION = 3;
    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 24;

    /** What a record may have at most beside its header: 16 KiB, and 2 KiB for what a cipher suite adds (RFC 5246). */
    private static final int MOST_LENGTH = (16 << 10) + (2 << 10);

    private static final byte[] NONE = {};

    private final BooleanSupplier handshakeIsDone;

    /** The beginning of a record whose end has not come in. */
    private byte[] begun = NONE;

    private boolean isNoTls;

    /**
     * Makes a reader.
     *
     * @param handshakeIsDone whether the TLS handler behind this has completed its handshake, before which it may keep what
     *     it is given until a task of its own has run
     */
    public TlsRecordReader(BooleanSupplier handshakeIsDone) {
        this.handshakeIsDone = handshakeIsDone;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (!isNoTls && bytes.isReadable()) {
                read(context, bytes);
            }
            if (bytes.isReadable()) {
                context.fireChannelRead(bytes.retain());
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        passOnRest(context);
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        begun = NONE;
    }

    /** Takes as much as the array holds. */
    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        LoopBuffers buffers = LoopBuffers.current();
        byte[] window = handshakeIsDone.getAsBoolean()
                ? buffers.encrypted()
                : new byte[Math.min(begun.length + bytes.readableBytes(), LoopBuffers.WINDOW)];
        System.arraycopy(begun, 0, window, 0, begun.length);
        int end = begun.length + Math.min(bytes.readableBytes(), window.length - begun.length);
        bytes.readBytes(window, begun.length, end - begun.length);
        begun = NONE;
        int whole = wholeRecords(window, end);
        if (whole < end) {
            begun = new byte[end - whole];
            System.arraycopy(window, whole, begun, 0, begun.length);
        }
        if (whole == 0) {
            return;
        }
        ByteBuf records = Unpooled.wrappedBuffer(window, 0, whole);
        context.fireChannelRead(records.retain());
        if (records.refCnt() > 1) {
            // It is decrypted later, for example behind a task of a renegotiation.
            buffers.leaveEncrypted(window);
        }
        records.release();
    }

    /** Returns the end of the last whole record; all there is if it is no TLS. */
    private int wholeRecords(byte[] bytes, int end) {
        int at = 0;
        while (end - at >= HEADER) {
            int length = ((bytes[at + LENGTH_AT] & 0xFF) << Byte.SIZE) | (bytes[at + LENGTH_AT + 1] & 0xFF);
            if (bytes[at] < FIRST_TYPE
                    || bytes[at] > LAST_TYPE
                    || bytes[at + MAJOR_VERSION_AT] != MAJOR_VERSION
                    || length > MOST_LENGTH) {
                isNoTls = true;
                return end;
            }
            if (end - at - HEADER < length) {
                return at;
            }
            at += HEADER + length;
        }
        return at;
    }

    private void passOnRest(ChannelHandlerContext context) {
        if (begun.length > 0) {
            byte[] rest = begun;
            begun = NONE;
            context.fireChannelRead(Unpooled.wrappedBuffer(rest));
        }
    }
}
