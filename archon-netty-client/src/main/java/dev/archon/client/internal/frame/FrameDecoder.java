package dev.archon.client.internal.frame;

import static dev.archon.client.internal.frame.FrameHeader.BINARY;
import static dev.archon.client.internal.frame.FrameHeader.CLOSE;
import static dev.archon.client.internal.frame.FrameHeader.COMPRESSED;
import static dev.archon.client.internal.frame.FrameHeader.CONTINUATION;
import static dev.archon.client.internal.frame.FrameHeader.FIN;
import static dev.archon.client.internal.frame.FrameHeader.MASKED;
import static dev.archon.client.internal.frame.FrameHeader.OPCODE;
import static dev.archon.client.internal.frame.FrameHeader.PING;
import static dev.archon.client.internal.frame.FrameHeader.PONG;
import static dev.archon.client.internal.frame.FrameHeader.RESERVED;
import static dev.archon.client.internal.frame.FrameHeader.TEXT;

import dev.archon.protocol.codec.Utf8;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the frames a server sends (RFC 6455, section 5), as far as they are complete, and puts messages together. With
 * {@code permessage-deflate} (RFC 7692) compressed ones are inflated as soon as they are whole.
 *
 * <p>All complete frames of a read are walked in one pass over an array, and messages are given on where they lie. Only
 * what a read has cut off is copied, into an array of the connection's own that grows with what has come in, at most to
 * the size of that one frame: a server that announces much and sends little costs little.
 *
 * <p>Whether a message is UTF-8 is found out by whoever reads it, so that no byte is looked at twice; of one that comes in
 * fragments it is found out here as well, as they come in.
 *
 * <p>By {@link MessageRules} a message that is too large or not UTF-8 is thrown away, as it comes in, or is a violation.
 *
 * <p>With {@link MessageRules#strict} it takes and refuses what Netty's {@code WebSocket13FrameDecoder}, {@code PerMessageDeflateDecoder}, {@code
 * Utf8FrameValidator} and {@code WebSocketFrameAggregator} do together, but for this:
 *
 * <ul>
 *   <li>A fragment that makes its message too large is refused when its header is there. Netty waits for the whole
 *       fragment.
 *   <li>After a violation nothing more is given on. Netty goes on within the same read if the violation was one of
 *       UTF-8 or of a fragmented message's size.
 *   <li>A close frame's reason that ends within a character is refused, as section 5.5.1 wants it. Netty takes it.
 *   <li>A close code from 5000 on is refused, since nobody may define it (section 7.4.2). Netty takes it.
 *   <li>With an extension, Netty takes reserved bits in frames where they have no meaning.
 *   <li>A compressed message is limited both as it comes and inflated, and inflated when it is whole. Netty inflates each
 *       fragment, takes no first one that inflates to nothing, and refuses some messages that are within the limit.
 *   <li>A block that says it is the last one may be followed by others. Netty takes nothing after it.
 * </ul>
 */
final class FrameDecoder {

    /** What {@link #frame} returns for an incomplete frame. */
    private static final int INCOMPLETE = -1;

    /** The largest close code there is (RFC 6455, section 7.4.2). */
    private static final int MOST_CLOSE_CODE = 4999;

    private final FrameSink sink;
    private final MessageRules rules;
    private final int maxMessage;
    private final @Nullable MessageInflater inflater;

    private final SkippedMessage skipped;
    private final Fragments fragments = new Fragments();

    /** The beginning of a frame, if the last read cut one off. */
    private final GrowingBytes partial = new GrowingBytes();

    private boolean ended;

    /**
     * Makes a decoder.
     *
     * @param inflater {@code null} if compression was not agreed on
     */
    FrameDecoder(FrameSink sink, MessageRules rules, @Nullable MessageInflater inflater) {
        this.sink = sink;
        this.rules = rules;
        this.inflater = inflater;
        this.skipped = new SkippedMessage(inflater);
        // A frame and its header must fit into an array.
        this.maxMessage = Math.min(rules.maxMessage(), Integer.MAX_VALUE - 64);
    }

    /**
     * Decodes what was read, except an incomplete frame at its end: the caller passes that again with what follows, or to
     * {@link #keep}. The array is not used after the call, and its content is then as before.
     *
     * @return where that beginning is; the end if there is none
     * @throws CorruptedWebSocketFrameException if the server breaks the protocol or exceeds the limit; from then on, and
     *     after a close frame, what is received is discarded
     */
    int decode(byte[] bytes, int from, int to) {
        try {
            int next = partial.length() == 0 ? from : complete(bytes, from, to);
            if (skipped.isWithinFrame()) {
                next = skip(bytes, next, to);
            }
            while (!ended && next < to) {
                int end = frame(bytes, next, to);
                if (end == INCOMPLETE) {
                    return next;
                }
                next = end;
            }
            return to;
        } catch (CorruptedWebSocketFrameException e) {
            end();
            throw e;
        }
    }

    /** Decodes one frame. Returns where it ends, or {@link #INCOMPLETE}. */
    private int frame(byte[] bytes, int from, int to) {
        if (to - from < FrameHeader.SHORT) {
            return INCOMPLETE;
        }
        int first = bytes[from];
        int second = bytes[from + 1];
        check(first, second);
        int header = FrameHeader.length(second);
        if (to - from < header) {
            return INCOMPLETE;
        }
        int length = FrameHeader.payloadLength(bytes, from, second);
        boolean control = (first & OPCODE) >= CLOSE;
        int payload = from + header;
        if (length > maxMessage - (control ? 0 : fragments.length())) {
            if (control || !rules.skipsOversized()) {
                throw tooBig();
            }
            return oversized(first, length, bytes, payload, to);
        }
        if (to - payload < length) {
            return INCOMPLETE;
        }
        if (control) {
            control(first & OPCODE, bytes, payload, length);
        } else if ((first & FIN) != 0 && !fragments.isOpen()) {
            message(first & OPCODE, (first & COMPRESSED) != 0, bytes, payload, length);
        } else {
            fragment(first, bytes, payload, length);
        }
        return payload + length;
    }

    private void check(int first, int second) {
        int opcode = first & OPCODE;
        if ((first & RESERVED) != 0) {
            checkReserved(first);
        }
        if ((second & MASKED) != 0) {
            throw violation("a frame from the server is masked");
        }
        if (opcode >= CLOSE) {
            if ((first & FIN) == 0) {
                throw violation("a control frame is fragmented");
            }
            if (second > FrameHeader.MOST_IN_SEVEN_BITS) {
                throw violation("a control frame has more than 125 bytes");
            }
            if (opcode > PONG) {
                throw violation("reserved opcode " + opcode);
            }
            if (opcode == CLOSE && second == 1) {
                throw violation("a close frame has half a status");
            }
        } else if (opcode > BINARY) {
            throw violation("reserved opcode " + opcode);
        } else if (opcode == CONTINUATION && !fragments.isOpen()) {
            throw violation("a continuation frame without a message to continue");
        } else if (opcode != CONTINUATION && fragments.isOpen()) {
            throw violation("a new message within a fragmented one");
        }
    }

    private void checkReserved(int first) {
        if (inflater == null) {
            throw violation("a reserved bit is set, but no extension was agreed on");
        }
        int opcode = first & OPCODE;
        if ((first & RESERVED) != COMPRESSED || opcode == CONTINUATION || opcode >= CLOSE) {
            throw violation("a reserved bit is set where permessage-deflate has none");
        }
    }

    private void control(int opcode, byte[] bytes, int payload, int length) {
        if (opcode == PING) {
            sink.ping(bytes, payload, length);
        } else if (opcode == PONG) {
            sink.pong(length);
        } else {
            close(bytes, payload, length);
        }
    }

    private void close(byte[] bytes, int payload, int length) {
        if (length == 0) {
            end();
            sink.close(FrameSink.NO_STATUS, "");
            return;
        }
        int code = (bytes[payload] & 0xFF) << Byte.SIZE | (bytes[payload + 1] & 0xFF);
        // Netty takes codes from 5000 on as well, which nobody may define.
        if (code > MOST_CLOSE_CODE || !WebSocketCloseStatus.isValidStatusCode(code)) {
            throw violation("close status " + code + " may not be sent");
        }
        int reason = payload + Short.BYTES;
        if (Utf8.firstMalformed(bytes, reason, payload + length) >= 0) {
            throw notUtf8();
        }
        end();
        sink.close(code, new String(bytes, reason, length - Short.BYTES, StandardCharsets.UTF_8));
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

    /** Starts to discard a message that this frame makes too large. Returns how far it has read. */
    private int oversized(int first, int length, byte[] bytes, int payload, int to) {
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
                throw notDeflated(e);
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

    private int skip(byte[] bytes, int from, int to) {
        int next;
        try {
            next = skipped.take(bytes, from, to);
        } catch (DataFormatException e) {
            throw notDeflated(e);
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
            throw notDeflated(e);
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

    private void invalidText() {
        if (!rules.skipsInvalidUtf8()) {
            throw notUtf8();
        }
        sink.skipped("it is not UTF-8");
    }

    private String oversizedProblem() {
        return "it has more than " + maxMessage + " bytes (maxMessageBytes)";
    }

    private static CorruptedWebSocketFrameException notDeflated(DataFormatException cause) {
        return new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.INVALID_PAYLOAD_DATA,
                "a message that cannot be inflated: " + cause.getMessage(),
                cause);
    }

    /** Completes the frame that the last read cut off. Returns how far it has read. */
    private int complete(byte[] bytes, int from, int to) {
        int next = from;
        while (next < to) {
            // First the header, which says how much to wait for, then the rest.
            int needed = needed();
            int take = Math.min(needed - partial.length(), to - next);
            partial.append(bytes, next, take, needed);
            next += take;
            if (frame(partial.array(), 0, partial.length()) != INCOMPLETE) {
                partial.clear();
                return next;
            }
        }
        return next;
    }

    /** How many bytes the partial frame needs to be looked at again. */
    private int needed() {
        if (partial.length() < FrameHeader.SHORT) {
            return FrameHeader.SHORT;
        }
        byte[] frame = partial.array();
        int header = FrameHeader.length(frame[1]);
        return partial.length() < header ? header : header + FrameHeader.payloadLength(frame, 0, frame[1]);
    }

    /** Keeps the beginning of a frame until the rest comes. */
    void keep(byte[] bytes, int from, int to) {
        if (from < to) {
            partial.set(bytes, from, to - from);
        }
    }

    /** Discards what is there and what will be received, and frees native memory. */
    void end() {
        ended = true;
        if (inflater != null) {
            inflater.end();
        }
        fragments.clear();
        partial.clear();
    }

    static CorruptedWebSocketFrameException violation(String what) {
        return new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, what);
    }

    private static CorruptedWebSocketFrameException notUtf8() {
        return new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "bytes that are not UTF-8");
    }

    private CorruptedWebSocketFrameException tooBig() {
        return new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.MESSAGE_TOO_BIG, "a message of more than " + maxMessage + " bytes");
    }
}
