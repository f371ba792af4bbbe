package dev.archon.protocol.codec;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code log4j} message where it lies, for those who read many: an event is made of it without garbage but the event
 * and its texts, and names that come again (logger, level, thread) are made only once. One object reads one message after
 * another. Not for use by several threads.
 *
 * <p>It takes the form in which servers write such messages: without white space, the event's name first, then any of the
 * fields in the order of the protocol, each as text ({@code timestamp_millis} as an integer) or {@code null}. Whatever
 * differs it leaves to {@link EventCodec}, with which it must agree on everything it takes; a differential test holds it
 * to that.
 *
 * <pre>{@code
 * ArchonEvent event = line.read(bytes, offset, length) ? line.event() : EventCodec.decode(bytes, offset, length);
 * }</pre>
 *
 * <p>The parts can also be copied as bytes, which makes no objects; {@link dev.archon.protocol.console.EntryLineWriter}
 * makes lines of a console so. A part that the server left out is copied as no bytes.
 */
public final class Log4jLine {

    private static final Literal PREFIX = Literal.of("{\"event\":\"log4j\"");
    private static final Literal LOGGER = Literal.of(",\"logger_name\":");
    private static final Literal LEVEL = Literal.of(",\"level\":");
    private static final Literal THREAD = Literal.of(",\"thread_name\":");
    private static final Literal TIME = Literal.of(",\"timestamp_millis\":");
    private static final Literal MESSAGE = Literal.of(",\"message\":");
    private static final Literal THROWABLE = Literal.of(",\"throwable\":");
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** So many digits always fit into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private static final int NOT_TAKEN = -1;

    private final @Nullable NameCache names;
    private final JsonText logger = new JsonText();
    private final JsonText level = new JsonText();
    private final JsonText thread = new JsonText();
    private final JsonText message = new JsonText();
    private final JsonText throwable = new JsonText();
    private boolean timed;
    private long time;
    private int length;

    /** Makes one that has read nothing yet. */
    public Log4jLine() {
        this(new NameCache());
    }

    /**
     * Makes one that has read nothing yet.
     *
     * @param names keeps the names that come again; {@code null} for a line that reads one message only
     */
    Log4jLine(@Nullable NameCache names) {
        this.names = names;
    }

    /**
     * Reads a message, if it is a {@code log4j} message in the usual form. One that is not may be such a message
     * nonetheless, and {@link EventCodec#decode(byte[], int, int)} says so.
     *
     * @param bytes holds the message; must not change while what was read is used
     * @param offset where the message begins
     * @param length how many bytes it has
     * @return whether it was read. Then all of it is valid UTF-8. If not, nothing else here may be called
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public boolean read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.length = length;
        int end = offset + length;
        if (!PREFIX.isAt(bytes, offset, end)) {
            return false;
        }
        int at = text(LOGGER, logger, bytes, offset + PREFIX.length(), end);
        at = text(LEVEL, level, bytes, at, end);
        at = text(THREAD, thread, bytes, at, end);
        at = time(bytes, at, end);
        at = text(MESSAGE, message, bytes, at, end);
        at = text(THROWABLE, throwable, bytes, at, end);
        if (at == end - 1 && bytes[at] == '}') {
            return true;
        }
        clear();
        return false;
    }

    /**
     * Makes the event.
     *
     * @return equal to what {@link EventCodec#decode(byte[], int, int)} returns
     */
    public Log4jEvent event() {
        Log4jEvent.Builder event = Log4jEvent.builder();
        if (logger.isPresent()) {
            event.loggerName(name(logger));
        }
        if (level.isPresent()) {
            event.levelText(name(level));
        }
        if (thread.isPresent()) {
            event.threadName(name(thread));
        }
        if (timed) {
            event.timestampMillis(time);
        }
        if (message.isPresent()) {
            event.message(message.string());
        }
        if (throwable.isPresent()) {
            event.throwable(throwable.string());
        }
        return event.build();
    }

    /**
     * How many bytes the message has. All its texts together have fewer.
     *
     * @return the number of bytes
     */
    public int length() {
        return length;
    }

    /**
     * Whether the server sent a time.
     *
     * @return whether {@link #timestampMillis} is one
     */
    public boolean isTimed() {
        return timed;
    }

    /**
     * When the entry was logged.
     *
     * @return milliseconds since 1970-01-01 00:00 UTC; zero if the server sent no time
     */
    public long timestampMillis() {
        return timed ? time : 0;
    }

    /**
     * The logger's name. The same name gives the same object again as long as few others come in between.
     *
     * @return the name; {@code null} if the server sent none
     */
    public @Nullable String loggerName() {
        return nameOrNull(logger);
    }

    /**
     * The level as it was sent.
     *
     * @return the text, for example {@code INFO}; {@code null} if the server sent none
     */
    public @Nullable String levelText() {
        return nameOrNull(level);
    }

    /**
     * The name of the thread that logged.
     *
     * @return the name; {@code null} if the server sent none
     */
    public @Nullable String threadName() {
        return nameOrNull(thread);
    }

    /**
     * Whether the level and the thread's name are ASCII.
     *
     * @return whether each of their bytes is a character; true for what the server left out
     */
    public boolean hasAsciiNames() {
        return (!level.isPresent() || level.isAscii()) && (!thread.isPresent() || thread.isAscii());
    }

    /**
     * The text, of one line or many.
     *
     * @return the same object each time
     */
    public JsonText message() {
        return message;
    }

    /**
     * The stack trace that was logged with the text.
     *
     * @return the same object each time
     */
    public JsonText throwable() {
        return throwable;
    }

    /**
     * Copies the level as it was sent, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putLevel(byte[] target, int at) {
        return put(level, target, at);
    }

    /**
     * Copies the thread's name, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putThreadName(byte[] target, int at) {
        return put(thread, target, at);
    }

    /**
     * Copies the message, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putMessage(byte[] target, int at) {
        return put(message, target, at);
    }

    /**
     * Whether the message may hold line ends or other control characters.
     *
     * @return false if there is none; true if there may be one
     */
    public boolean mayMessageHoldControls() {
        return message.isPresent() && message.isEscaped();
    }

    /**
     * Copies the stack trace, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putThrowable(byte[] target, int at) {
        return put(throwable, target, at);
    }

    /** Lets go of the message: of a very long one nothing else does before the next is read. */
    public void clear() {
        logger.clear();
        level.clear();
        thread.clear();
        message.clear();
        throwable.clear();
    }

    private static int put(JsonText text, byte[] target, int at) {
        return text.isPresent() ? text.put(target, at) : at;
    }

    private @Nullable String nameOrNull(JsonText text) {
        return text.isPresent() ? name(text) : null;
    }

    private String name(JsonText text) {
        return names != null && text.isAscii() ? names.get(text.bytes(), text.start(), text.end()) : text.string();
    }

    /** Reads a field, if it stands here. Gives where the next one would be, or {@link #NOT_TAKEN}. */
    private static int text(Literal name, JsonText text, byte[] bytes, int at, int end) {
        text.skip();
        if (at < 0 || !name.isAt(bytes, at, end)) {
            return at;
        }
        int value = at + name.length();
        if (value < end && bytes[value] == '"') {
            int quote = text.read(bytes, value + 1, end);
            return quote < 0 ? NOT_TAKEN : quote + 1;
        }
        return isNull(bytes, value, end) ? value + NULL.length : NOT_TAKEN;
    }

    private int time(byte[] bytes, int at, int end) {
        timed = false;
        if (at < 0 || !TIME.isAt(bytes, at, end)) {
            return at;
        }
        int first = at + TIME.length();
        if (isNull(bytes, first, end)) {
            return first + NULL.length;
        }
        long value = 0;
        int i = first;
        if (first + Long.BYTES <= end && Swar.areDigits(Swar.get(bytes, first))) {
            value = Swar.number(Swar.get(bytes, first));
            i += Long.BYTES;
        }
        for (; i < end && bytes[i] >= '0' && bytes[i] <= '9' && i - first < SAFE_DIGITS; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        boolean leadingZero = i - first > 1 && bytes[first] == '0';
        if (i == first || leadingZero || i == end || (bytes[i] != ',' && bytes[i] != '}')) {
            return NOT_TAKEN;
        }
        timed = true;
        time = value;
        return i;
    }

    private static boolean isNull(byte[] bytes, int from, int end) {
        return from + NULL.length <= end && Arrays.equals(bytes, from, from + NULL.length, NULL, 0, NULL.length);
    }
}
