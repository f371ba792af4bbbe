package dev.archon.client.internal.frame;

import static dev.archon.client.internal.frame.FrameHeader.CLOSE;
import static dev.archon.client.internal.frame.FrameHeader.OPCODE;
import static dev.archon.client.internal.frame.FrameHeader.PING;
import static dev.archon.client.internal.frame.FrameHeader.PONG;

import dev.archon.protocol.scan.Utf8;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frames that a server sends (RFC 6455, section 5), as far as they are complete. Passes control frames to the sink,
 * and data frames to {@link MessageAssembler}, which makes messages of them.
 *
 * <p>All complete frames of a read are walked in one pass over an array and passed on where they lie. Only what a read has
 * cut off is copied, into an array of the connection's own that grows with what has come in, at most to the size of that
 * one frame: a server that announces much and sends little costs little.
 *
 * <p>With {@link MessageRules#strict} both together accept and refuse what Netty's {@code WebSocket13FrameDecoder}, {@code
 * PerMessageDeflateDecoder}, {@code Utf8FrameValidator} and {@code WebSocketFrameAggregator} do together, with these
 * differences:
 *
 * <ul>
 *   <li>A fragment that makes its message too large is refused when its header is there. Netty waits for the whole
 *       fragment.
 *   <li>After a violation nothing more is passed on. Netty goes on within the same read if the violation was one of
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

    /** What {@link #textOfOneFrame} returns for a frame that it does not take. */
    private static final int NOT_TAKEN = -2;

    /** The largest close code there is (RFC 6455, section 7.4.2). */
    private static final int MOST_CLOSE_CODE = 4999;

    /** The first byte of a text message in one frame, not compressed. */
    private static final byte WHOLE_TEXT = (byte) (FrameHeader.FIN | FrameHeader.TEXT);

    private final FrameSink sink;
    private final MessageAssembler messages;
    private final boolean deflates;

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
        this.messages = new MessageAssembler(sink, rules, inflater);
        this.deflates = inflater != null;
    }

    /**
     * Decodes what was read, except an incomplete frame at its end: the caller passes that again with what follows, or to
     * {@link #keep}. The array is not used after the call, and that beginning is then as before; the sink may have written over
     * messages that it was given.
     *
     * @return where that beginning is; the end if there is none
     * @throws CorruptedWebSocketFrameException if the server breaks the protocol or exceeds the limit; from then on, and
     *     after a close frame, what is received is discarded
     */
    int decode(byte[] bytes, int from, int to) {
        try {
            int next = partial.length() == 0 ? from : complete(bytes, from, to);
            if (messages.isSkipping()) {
                next = messages.skip(bytes, next, to);
            }
            while (!ended && next < to) {
                int end = textOfOneFrame(bytes, next, to);
                if (end == NOT_TAKEN) {
                    end = frame(bytes, next, to);
                }
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

    /**
     * Decodes a text message of one frame of up to 64 KiB, as nearly all are, with few branches and few methods: once each of
     * them is called often enough, the JIT compiles it together with all that it calls, down to the making of events. Returns
     * where the frame ends, or {@link #NOT_TAKEN} if it is another one, or not as it should be.
     */
    private int textOfOneFrame(byte[] bytes, int from, int to) {
        if (to - from < FrameHeader.MIDDLE || bytes[from] != WHOLE_TEXT || messages.isOpen()) {
            return NOT_TAKEN;
        }
        int second = bytes[from + 1];
        if (!FrameHeader.isShortOrMiddle(second)) {
            return NOT_TAKEN;
        }
        int length = FrameHeader.shortOrMiddleLength(bytes, from, second);
        int payload = from + FrameHeader.shortOrMiddle(second);
        if (length < FrameHeader.least(second) || length > messages.limit() || to - payload < length) {
            return NOT_TAKEN;
        }
        if (!sink.text(bytes, payload, length)) {
            messages.invalidText();
        }
        return payload + length;
    }

    /** Decodes one frame. Returns where it ends, or {@link #INCOMPLETE}. */
    private int frame(byte[] bytes, int from, int to) {
        if (to - from < FrameHeader.SHORT) {
            return INCOMPLETE;
        }
        int first = bytes[from];
        int second = bytes[from + 1];
        FrameHeader.check(first, second, messages.isOpen(), deflates);
        int header = FrameHeader.length(second);
        if (to - from < header) {
            return INCOMPLETE;
        }
        int length = FrameHeader.payloadLength(bytes, from, second);
        boolean control = (first & OPCODE) >= CLOSE;
        int payload = from + header;
        if (length > (control ? messages.limit() : messages.room())) {
            if (control) {
                throw Violation.tooBig(messages.limit());
            }
            return messages.oversized(first, length, bytes, payload, to);
        }
        if (to - payload < length) {
            return INCOMPLETE;
        }
        if (control) {
            control(first & OPCODE, bytes, payload, length);
        } else {
            messages.frame(first, bytes, payload, length);
        }
        return payload + length;
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
            throw Violation.of("close status " + code + " may not be sent");
        }
        int reason = payload + Short.BYTES;
        if (Utf8.firstMalformed(bytes, reason, payload + length) >= 0) {
            throw Violation.notUtf8();
        }
        end();
        sink.close(code, new String(bytes, reason, length - Short.BYTES, StandardCharsets.UTF_8));
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
        messages.end();
        partial.clear();
    }
}
