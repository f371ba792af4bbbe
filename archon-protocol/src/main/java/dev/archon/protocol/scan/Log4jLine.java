package dev.archon.protocol.scan;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogLevel;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A {@code log4j} message where it lies, for those who read many: an event is made of it without garbage but the event
 * and its texts, and names that come again (logger, level, thread) are made only once. One object reads one message after
 * another. Not for use by several threads.
 *
 * <p>It takes the form in which servers write such messages: without white space, the event's name first, then any of the
 * fields in the order of the protocol, each as text ({@code timestamp_millis} as an integer) or {@code null}. Whatever
 * differs it leaves to {@code EventCodec}, with which it must agree on everything it takes; a differential test holds it
 * to that.
 *
 * <pre>{@code
 * ArchonEvent event = line.read(bytes, offset, length) ? line.event() : EventCodec.decode(bytes, offset, length);
 * }</pre>
 *
 * <p>The parts can also be copied as bytes, which makes no objects; {@link EntryLineWriter} makes lines of a console so. A part that the server left out is copied as no bytes.
 */
public final class Log4jLine {

    private static final Literal PREFIX = Literal.of("{\"event\":\"log4j\"");
    private static final Literal TIME = Literal.of(",\"timestamp_millis\":");
    private static final Literal MESSAGE = Literal.of(",\"message\":");
    private static final Literal THROWABLE = Literal.of(",\"throwable\":");

    private final Log4jNames names;
    private final JsonInteger time = new JsonInteger();
    private final JsonText message = new JsonText();
    private final JsonText throwable = new JsonText();
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
        this.names = new Log4jNames(names);
    }

    /**
     * Makes one that has read nothing yet and keeps no names, since no second message will come.
     *
     * @return a new object
     */
    public static Log4jLine forOneMessage() {
        return new Log4jLine(null);
    }

    /**
     * Reads a message, if it is a {@code log4j} message in the usual form. One that is not may be such a message
     * nonetheless, and {@code EventCodec.decode} says so.
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
        int at = names.read(bytes, offset + PREFIX.length(), end);
        at = time.read(TIME, bytes, at, end);
        at = message.readLast(MESSAGE, bytes, at, end);
        at = throwable.read(THROWABLE, bytes, at, end);
        if (at == end - 1 && bytes[at] == '}') {
            return true;
        }
        clear();
        return false;
    }

    /**
     * Makes the event.
     *
     * @return equal to what {@code EventCodec.decode} returns
     */
    public Log4jEvent event() {
        return new Log4jEvent(
                names.loggerName(),
                names.levelText(),
                names.threadName(),
                time(),
                message.isPresent() ? Optional.of(message.string()) : Optional.empty(),
                throwable.isPresent() ? Optional.of(throwable.string()) : Optional.empty());
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
        return time.isPresent();
    }

    /**
     * When the entry was logged.
     *
     * @return milliseconds since 1970-01-01 00:00 UTC; zero if the server sent no time
     */
    public long timestampMillis() {
        return time.isPresent() ? time.value() : 0;
    }

    /**
     * When the entry was logged, as events have it. Made anew by each call.
     *
     * @return milliseconds since 1970-01-01 00:00 UTC; empty if the server sent no time
     */
    public OptionalLong time() {
        return time.isPresent() ? OptionalLong.of(time.value()) : OptionalLong.empty();
    }

    /**
     * The logger's name. The same name is the same object again as long as few other names come in between.
     *
     * @return the name; empty if the server sent none
     */
    public Optional<String> loggerName() {
        return names.loggerName();
    }

    /**
     * The level as it was sent.
     *
     * @return the text, for example {@code INFO}; empty if the server sent none
     */
    public Optional<String> level() {
        return names.levelText();
    }

    /**
     * How important the entry is.
     *
     * @return the level; {@link LogLevel#UNKNOWN} if the server sent none, or one that this version does not know
     */
    public LogLevel levelValue() {
        return names.level();
    }

    /**
     * The name of the thread that logged.
     *
     * @return the name; empty if the server sent none
     */
    public Optional<String> threadName() {
        return names.threadName();
    }

    /**
     * Whether the level and the thread's name are ASCII.
     *
     * @return whether each of their bytes is a character; true for what the server left out
     */
    public boolean hasAsciiNames() {
        return names.isAscii();
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
     * Copies the thread's name and the level as they are shown before a line, {@code "[thread/LEVEL]: "}, in UTF-8 and with their
     * escapes undone: nothing if both are missing or empty, and no slash if one is.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putSource(byte[] target, int at) {
        return names.putSource(target, at);
    }

    /** Whether nothing of the message in front of its text is needed any more, since all names have been seen before. */
    boolean hasKnownNames() {
        return names.areKnown();
    }

    /** Does the same as {@link #putSource}, but in front of an index. To be called if the names are known. */
    int putSourceBefore(byte[] target, int end) {
        return names.putSourceBefore(target, end);
    }

    /**
     * Copies the message, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putMessage(byte[] target, int at) {
        return message.put(target, at);
    }

    /**
     * Copies the stack trace, in UTF-8 and with its escapes undone.
     *
     * @param target has room for {@link #length} bytes, of which those behind the copy may change as well
     * @param at where to begin
     * @return where the copy ends
     */
    public int putThrowable(byte[] target, int at) {
        return throwable.put(target, at);
    }

    /** Drops the reference to the message, which would keep a very long one alive until the next one is read. */
    public void clear() {
        names.clear();
        message.clear();
        throwable.clear();
    }
}
