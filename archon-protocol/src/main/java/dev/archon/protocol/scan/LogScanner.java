package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;

/**
 * Recognises a log line by its bytes, because nearly all messages are log lines and nearly all of those are written the
 * same way.
 *
 * <p>It takes {@code {"event":"log","stream":"stdout","message":"..."}} with either stream, and {@code
 * {"event":"log","message":"..."}} as older servers write it, both without white space. Whatever differs, and any
 * escape that stands for half of a surrogate pair, it leaves to {@code JsonReader}, with which it must agree on everything
 * it takes; a differential test holds it to that.
 *
 * <p>This finds the form, and how far the text is plain ASCII, eight bytes at a time. What else there is in the text is
 * {@link JsonText}'s.
 */
final class LogScanner {

    /** What {@link #stream} returns for a message that is left to others. */
    static final int NOT_TAKEN = -1;

    static final int STDOUT = 0;
    static final int STDERR = 1;

    /** What {@link #stream} returns for a message without a stream. */
    static final int NO_STREAM = 2;

    private static final byte[] PREFIX =
            "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR_STREAM = "\"stderr\"".getBytes(StandardCharsets.US_ASCII);

    /** Where the text begins behind a stream. */
    private static final int TEXT = PREFIX.length;

    // Too long for one literal.
    private static final Literal EVENT = Literal.of("{\"event\":\"log\",");
    private static final Literal MESSAGE = Literal.of("\"message\":\"");
    private static final int TEXT_WITHOUT_STREAM = EVENT.length() + MESSAGE.length();

    /** What follows the text: a quote and a brace. */
    static final int TAIL = 2;

    // The one word in which the two prefixes differ holds the stream's name with its quotes, and nothing else.
    private static final int STREAM = 24;
    private static final int LAST_WORD = TEXT - Long.BYTES;
    private static final long WORD_0 = Swar.get(PREFIX, 0);
    private static final long WORD_8 = Swar.get(PREFIX, 8);
    private static final long WORD_16 = Swar.get(PREFIX, 16);
    private static final long WORD_OUT = Swar.get(PREFIX, STREAM);
    private static final long WORD_ERR = Swar.get(ERROR_STREAM, 0);
    private static final long WORD_32 = Swar.get(PREFIX, 32);
    private static final long WORD_LAST = Swar.get(PREFIX, LAST_WORD);

    /** How many bytes {@link #plainToEnd} looks at a time. */
    private static final int CHUNK = 4 * Long.BYTES;

    private LogScanner() {}

    /** Checks a message up to its text, and its end. Returns its stream, or {@link #NOT_TAKEN}. */
    static int stream(byte[] bytes, int start, int length) {
        int end = start + length - TAIL;
        if (length < TEXT_WITHOUT_STREAM + TAIL || bytes[end] != '"' || bytes[end + 1] != '}') {
            return NOT_TAKEN;
        }
        if (length < TEXT + TAIL) {
            return withoutStream(bytes, start, end);
        }
        long stream = Swar.get(bytes, start + STREAM);
        long different = (Swar.get(bytes, start) ^ WORD_0)
                | (Swar.get(bytes, start + 8) ^ WORD_8)
                | (Swar.get(bytes, start + 16) ^ WORD_16)
                | (Swar.get(bytes, start + 32) ^ WORD_32)
                | (Swar.get(bytes, start + LAST_WORD) ^ WORD_LAST);
        if (different != 0 || (stream != WORD_OUT && stream != WORD_ERR)) {
            return withoutStream(bytes, start, end);
        }
        return stream == WORD_OUT ? STDOUT : STDERR;
    }

    private static int withoutStream(byte[] bytes, int start, int end) {
        boolean taken = EVENT.isAt(bytes, start, end) && MESSAGE.isAt(bytes, start + EVENT.length(), end);
        return taken ? NO_STREAM : NOT_TAKEN;
    }

    /** Where the text begins in a message with such a stream. */
    static int text(int stream) {
        return stream == NO_STREAM ? TEXT_WITHOUT_STREAM : TEXT;
    }

    /** Finds the first byte that may not stand for itself, or the end. All before it do. */
    static int plain(byte[] bytes, int from, int end) {
        int i = from;
        for (int last = end - Long.BYTES; i <= last; i += Long.BYTES) {
            long special = Swar.special(Swar.get(bytes, i));
            if (special != 0) {
                return i + Swar.before(special);
            }
        }
        if (i == end) {
            return end;
        }
        // The last word, with what lies before the rest shifted out. That may leave a bit that is wrong.
        int before = Long.BYTES - (end - i);
        long special = Swar.special(Swar.get(bytes, end - Long.BYTES)) >>> (before * Byte.SIZE);
        return special == 0 ? end : i + Swar.before(special);
    }

    /**
     * Does the same for a text that is expected to be plain to its end. Lines differ in length, so that a loop over words
     * ends where the processor does not expect it. This looks at {@value #CHUNK} bytes at a time, and last at those in front of
     * the end, whether they have been looked at before or not.
     */
    static int plainToEnd(byte[] bytes, int from, int end) {
        int lastChunk = end - CHUNK;
        if (from > lastChunk) {
            return plain(bytes, from, end);
        }
        for (int i = from; i < lastChunk; i += CHUNK) {
            if (hasSpecial(bytes, i)) {
                return plain(bytes, i, end);
            }
        }
        return hasSpecial(bytes, lastChunk) ? plain(bytes, lastChunk, end) : end;
    }

    private static boolean hasSpecial(byte[] bytes, int chunk) {
        return (Swar.special(Swar.get(bytes, chunk))
                        | Swar.special(Swar.get(bytes, chunk + 8))
                        | Swar.special(Swar.get(bytes, chunk + 16))
                        | Swar.special(Swar.get(bytes, chunk + 24)))
                != 0;
    }
}
