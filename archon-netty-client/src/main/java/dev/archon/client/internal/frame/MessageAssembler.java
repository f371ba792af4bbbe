package dev.archon.client.internal.frame;

import static dev.archon.client.internal.frame.FrameHeader.BINARY;
import static dev.archon.client.internal.frame.FrameHeader.COMPRESSED;
import static dev.archon.client.internal.frame.FrameHeader.FIN;
import static dev.archon.client.internal.frame.FrameHeader.OPCODE;
import static dev.archon.client.internal.frame.FrameHeader.TEXT;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of data frames: joins the fragments of one, inflates those that are compressed as soon as they are whole,
 * and discards those that are too large or not UTF-8, if {@link MessageRules} says so.
 *
 * <p>A message of one frame is passed on where it lies. Whether it is UTF-8 is found out by whoever reads it, so that no byte
 * is looked at twice; of a message in fragments it is found out here as well, as they come in.
 */
final class MessageAssembler {

    private final FrameSink sink;
    private final MessageRules rules;
    private final int maxMessage;
    private final @Nullable MessageInflater inflater;
    private final SkippedMessage skipped;
    private final Fragments fragments = new Fragments();

    /**
     * Makes an assembler.
     *
     * @param inflater {@code null} if compression was not agreed on
     */
    MessageAssembler(FrameSink sink, MessageRules rules, @Nullable MessageInflater inflater) {
        this.sink = sink;
        this.rules = rules;
        this.inflater = inflater;
        this.skipped = new SkippedMessage(inflater);
        // A frame and its header must fit into an array.
        this.maxMessage = Math.min(rules.maxMessage(), Integer.MAX_VALUE - 64);
    }

    /** Whether a fragmented message has begun and not ended. */
    boolean isOpen() {
        return fragments.isOpen();
    }

    /** How many bytes a message may have. */
    int limit() {
        return maxMessage;
    }

    /** How many bytes the next frame may add to the message that is open. */
    int room() {
        return maxMessage - fragments.length();
    }

    /** Whether the next bytes belong to a frame that is being discarded. */
    boolean isSkipping() {
        return skipped.isWithinFrame();
    }

    /**
     * Takes a whole data frame, which has been checked and is not too large.
     *
     * @param first the first byte of its header
     */
    void frame(int first, byte[] bytes, int payload, int length) {
        if ((first & FIN) != 0 && !fragments.isOpen()) {
            message(first & OPCODE, (first & COMPRESSED) != 0, bytes, payload, length);
        } else {
            fragment(first, bytes, payload, length);
        }
    }

    private void fragment(int first, byte[] bytes, int payload, int length) {
        boolean last = (first & FIN) != 0;
        if (skipped.isOpen()) {
            skipFrame(last, length, bytes, payload, payload + length);
            return;
        }
        if (!fragments.isOpen()) {
            fragments.begin(first & OPCODE, (first & COMPRESSED) != 0);
        }
        fragments.append(bytes, payload, length, maxMessage);
        if (fragments.opcode() == TEXT && !fragments.isCompressed() && !fragments.isText(last)) {
            invalidText();
            if (last) {
                fragments.clear();
            } else {
                skipped.begin(false);
                fragments.drop();
            }
            return;
        }
        if (last) {
            byte[] whole = fragments.array();
            int wholeLength = fragments.length();
            int opcode = fragments.opcode();
            boolean compressed = fragments.isCompressed();
            fragments.clear();
            message(opcode, compressed, whole, 0, wholeLength);
        }
    }

    /**
     * Starts to discard a message that this frame makes too large.
     *
     * @param to where the read ends, which may be within the frame
     * @return how far it has read
     * @throws CorruptedWebSocketFrameException if such a message ends the connection
     */
    int oversized(int first, int length, byte[] bytes, int payload, int to) {
        if (!rules.skipsOversized()) {
            throw tooBig();
        }
        if (!skipped.isOpen()) {
            sink.skipped(oversizedProblem());
            if (!fragments.isOpen()) {
                fragments.begin(first & OPCODE, (first & COMPRESSED) != 0);
            }
            skipped.begin(fragments.isCompressed());
            try {
                if (!skipped.discard(fragments.array(), 0, fragments.length())) {
                    throw tooBig();
                }
            } catch (DataFormatException e) {
                throw Violation.notDeflated(e);
            }
            fragments.drop();
        }
        return skipFrame((first & FIN) != 0, length, bytes, payload, to);
    }

    private int skipFrame(boolean last, int length, byte[] bytes, int payload, int to) {
        if (!skipped.frame(last, length)) {
            throw tooBig();
        }
        return skip(bytes, payload, to);
    }

    /** Discards what a read has brought of the frame that is being discarded. Returns how far it has read. */
    int skip(byte[] bytes, int from, int to) {
        int next;
        try {
            next = skipped.take(bytes, from, to);
        } catch (DataFormatException e) {
            throw Violation.notDeflated(e);
        }
        if (next < 0) {
            throw tooBig();
        }
        if (!skipped.isOpen()) {
            fragments.clear();
        }
        return next;
    }

    private void message(int opcode, boolean compressed, byte[] bytes, int offset, int length) {
        if (!compressed || inflater == null) {
            deliver(opcode, bytes, offset, length);
            return;
        }
        try {
            if (!inflater.inflate(bytes, offset, length)) {
                throw tooBig();
            }
        } catch (DataFormatException e) {
            throw Violation.notDeflated(e);
        }
        if (inflater.hasOverflowed()) {
            sink.skipped(oversizedProblem());
            return;
        }
        deliver(opcode, inflater.array(), 0, inflater.length());
    }

    private void deliver(int opcode, byte[] bytes, int offset, int length) {
        if (opcode == BINARY) {
            sink.binary(length);
        } else if (!sink.text(bytes, offset, length)) {
            invalidText();
        }
    }

    /**
     * Takes a message that is not UTF-8.
     *
     * @throws CorruptedWebSocketFrameException if such a message ends the connection
     */
    void invalidText() {
        if (!rules.skipsInvalidUtf8()) {
            throw Violation.notUtf8();
        }
        sink.skipped("it is not UTF-8");
    }

    private String oversizedProblem() {
        return "it has more than " + maxMessage + " bytes (maxMessageBytes)";
    }

    /** Discards what there is of a message, and frees native memory. */
    void end() {
        if (inflater != null) {
            inflater.end();
        }
        fragments.clear();
    }

    private CorruptedWebSocketFrameException tooBig() {
        return Violation.tooBig(maxMessage);
    }
}
