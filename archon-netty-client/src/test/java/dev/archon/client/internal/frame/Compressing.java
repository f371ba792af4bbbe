package dev.archon.client.internal.frame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** A server's side of {@code permessage-deflate}: each message may refer to the ones before it. */
public final class Compressing implements AutoCloseable {

    private static final byte[] EMPTY = {0};

    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);

    /** The payload of a compressed message that refers to no other. */
    public static byte[] alone(byte[] message) {
        try (Compressing compressing = new Compressing()) {
            return compressing.payload(message);
        }
    }

    /** The payload of a compressed message (RFC 7692, section 7.2.1). */
    byte[] payload(byte[] message) {
        return payload(message, Deflater.SYNC_FLUSH);
    }

    /** The same, also with {@link Deflater#FULL_FLUSH}, after which nothing is referred to. */
    byte[] payload(byte[] message, int flush) {
        if (message.length == 0) {
            return EMPTY;
        }
        deflater.setInput(message);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = deflate(buffer, flush); n > 0; n = deflate(buffer, flush)) {
            out.write(buffer, 0, n);
        }
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    /** A compressed message in one frame. */
    byte[] text(String message) {
        return Frame.frame(true, Frame.COMPRESSED | Frame.TEXT, payload(Frame.utf8(message)));
    }

    /** As compression without context takeover does before each message. */
    void forget() {
        deflater.reset();
    }

    @Override
    public void close() {
        deflater.end();
    }

    private int deflate(byte[] buffer, int flush) {
        return deflater.deflate(buffer, 0, buffer.length, flush);
    }
}
