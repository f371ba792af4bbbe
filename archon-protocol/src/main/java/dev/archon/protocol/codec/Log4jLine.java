package dev.archon.protocol.codec;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogLevel;
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

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private static final int NOT_TAKEN = -1;

    private static final Literal LOGGER_TEXT = Literal.of(",\"logger_name\":\"");
    private static final Literal LEVEL_TEXT = Literal.of(",\"level\":\"");

    private final @Nullable NameCache names;
    private final @Nullable SeenFields<String> loggers;
    private final @Nullable SeenFields<Log4jSource> sources;

    /** The logger's name, if it was known by its bytes; {@link #logger} is not used then. */
    private @Nullable String knownLogger;

    /** The same for the level and the thread. */
    private @Nullable Log4jSource knownSource;

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
        this.loggers = names == null ? null : new SeenFields<>();
        this.sources = names == null ? null : new SeenFields<>();
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
        int at = logger(bytes, offset + PREFIX.length(), end);
        at = source(bytes, at, end);
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
        String loggerName = loggerName();
        if (loggerName != null) {
            event.loggerName(loggerName);
        }
        String levelText = levelText();
        if (levelText != null) {
            event.levelText(levelText);
        }
        String threadName = threadName();
        if (threadName != null) {
            event.threadName(threadName);
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
     * The logger's name. The same name is the same object again as long as few other names come in between.
     *
     * @return the name; {@code null} if the server sent none
     */
    public @Nullable String loggerName() {
        String known = knownLogger;
        return known != null ? known : nameOrNull(logger);
    }

    /**
     * The level as it was sent.
     *
     * @return the text, for example {@code INFO}; {@code null} if the server sent none
     */
    public @Nullable String levelText() {
        Log4jSource known = knownSource;
        return known != null ? known.levelText() : nameOrNull(level);
    }

    /**
     * How important the entry is.
     *
     * @return the level; {@link LogLevel#UNKNOWN} if the server sent none, or one that this version does not know
     */
    public LogLevel level() {
        Log4jSource known = knownSource;
        if (known != null) {
            return known.value();
        }
        String text = nameOrNull(level);
        return text == null ? LogLevel.UNKNOWN : LogLevel.of(text);
    }

    /**
     * The name of the thread that logged.
     *
     * @return the name; {@code null} if the server sent none
     */
    public @Nullable String threadName() {
        Log4jSource known = knownSource;
        return known != null ? known.threadName() : nameOrNull(thread);
    }

    /**
     * Whether the level and the thread's name are ASCII.
     *
     * @return whether each of their bytes is a character; true for what the server left out
     */
    public boolean hasAsciiNames() {
        return knownSource != null
                || ((!level.isPresent() || level.isAscii()) && (!thread.isPresent() || thread.isAscii()));
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
        Log4jSource known = knownSource;
        return put(known != null ? known.level() : level, target, at);
    }

    /**
     * Copies the thread's name, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putThreadName(byte[] target, int at) {
        Log4jSource known = knownSource;
        return put(known != null ? known.thread() : thread, target, at);
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
     * Copies the stack trace, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putThrowable(byte[] target, int at) {
        return put(throwable, target, at);
    }

    /** Drops the reference to the message, which would keep a very long one alive until the next one is read. */
    public void clear() {
        knownLogger = null;
        knownSource = null;
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

    /** Reads the logger's name, if it stands here, as {@link #text} does. */
    private int logger(byte[] bytes, int at, int end) {
        SeenFields<String> seen = loggers;
        if (seen == null || !LOGGER_TEXT.isAt(bytes, at, end)) {
            know((String) null);
            return text(LOGGER, logger, bytes, at, end);
        }
        int name = at + LOGGER_TEXT.length();
        SeenField<String> found = seen.find(bytes, name, end);
        if (found != null) {
            know(found.value());
            return name + found.length();
        }
        know((String) null);
        int next = text(LOGGER, logger, bytes, at, end);
        if (next > name && isPlain(logger) && seen.isWanted(bytes, name, next, end)) {
            seen.keep(bytes, name, next, name(logger));
        }
        return next;
    }

    /** Reads the level and the thread, as far as they stand here. */
    private int source(byte[] bytes, int at, int end) {
        SeenFields<Log4jSource> seen = sources;
        if (seen == null || at < 0 || !LEVEL_TEXT.isAt(bytes, at, end)) {
            know((Log4jSource) null);
            return text(THREAD, thread, bytes, text(LEVEL, level, bytes, at, end), end);
        }
        int name = at + LEVEL_TEXT.length();
        SeenField<Log4jSource> found = seen.find(bytes, name, end);
        if (found != null) {
            know(found.value());
            return name + found.length();
        }
        know((Log4jSource) null);
        int next = text(THREAD, thread, bytes, text(LEVEL, level, bytes, at, end), end);
        if (next > name && isPlain(level) && isPlain(thread) && seen.isWanted(bytes, name, next, end)) {
            String levelText = name(level);
            seen.keep(
                    bytes,
                    name,
                    next,
                    new Log4jSource(level.copy(), levelText, LogLevel.of(levelText), thread.copy(), name(thread)));
        }
        return next;
    }

    private static boolean isPlain(JsonText text) {
        return text.isPresent() && text.isAscii() && !text.isEscaped();
    }

    /** Mostly it is the same as before, and to write a reference costs more than to compare it. */
    @SuppressWarnings("ReferenceEquality") // an equal object is not the same reference
    private void know(@Nullable String name) {
        if (knownLogger != name) {
            knownLogger = name;
        }
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private void know(@Nullable Log4jSource source) {
        if (knownSource != source) {
            knownSource = source;
        }
    }

    /** Reads a field, if it stands here. Returns where the next one would be, or {@link #NOT_TAKEN}. */
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
        if (first + 2 * Long.BYTES <= end && bytes[first] != '0' && Swar.areDigits(Swar.get(bytes, first))) {
            // As a rule: eight digits, and behind them some more, but not eight.
            long more = Swar.get(bytes, first + Long.BYTES);
            int digits = Swar.digits(more);
            int next = first + Long.BYTES + digits;
            if (digits < Long.BYTES && (bytes[next] == ',' || bytes[next] == '}')) {
                timed = true;
                time = Swar.number(Swar.get(bytes, first)) * POWERS_OF_TEN[digits] + Swar.number(more, digits);
                return next;
            }
        }
        return anyTime(bytes, first, end);
    }

    private int anyTime(byte[] bytes, int first, int end) {
        if (isNull(bytes, first, end)) {
            return first + NULL.length;
        }
        long value = 0;
        int i = first;
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
