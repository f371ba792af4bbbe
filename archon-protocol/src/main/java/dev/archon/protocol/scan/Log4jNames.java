package dev.archon.protocol.scan;

import dev.archon.protocol.event.LogLevel;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The logger, the level and the thread of a {@code log4j} message. They come again and again, so a message is first compared
 * with what has been seen, and read field by field only if it differs. Not for use by several threads.
 */
final class Log4jNames {

    private static final Literal LOGGER = Literal.of(",\"logger_name\":");
    private static final Literal LOGGER_TEXT = Literal.of(",\"logger_name\":\"");
    private static final Literal LEVEL = Literal.of(",\"level\":");
    private static final Literal LEVEL_TEXT = Literal.of(",\"level\":\"");
    private static final Literal THREAD = Literal.of(",\"thread_name\":");

    private final @Nullable NameCache names;
    private final @Nullable SeenFields<Optional<String>> loggers;
    private final @Nullable SeenFields<Log4jSource> sources;

    /**
     * Where the logger's name is kept, if it was known by its bytes; {@link #logger} is not used then. A place and no reference:
     * in an object that lives long, G1 has the processor wait, after a reference is written, until all stores before it are done.
     */
    private int knownLogger = SeenFields.UNKNOWN;

    /** The same for the level and the thread. */
    private int knownSource = SeenFields.UNKNOWN;

    private final JsonText logger = new JsonText();
    private final JsonText level = new JsonText();
    private final JsonText thread = new JsonText();

    /**
     * Makes one that has read nothing yet.
     *
     * @param names keeps the names that come again; {@code null} if only one message is read
     */
    Log4jNames(@Nullable NameCache names) {
        this.names = names;
        this.loggers = names == null ? null : new SeenFields<>();
        this.sources = names == null ? null : new SeenFields<>();
    }

    /**
     * Reads the three fields, those of them that stand here.
     *
     * @param at where the first of them would begin
     * @param end where the message ends
     * @return where the next field would begin; {@link JsonText#NOT_TAKEN} if they are left to the general reader
     */
    int read(byte[] bytes, int at, int end) {
        return source(bytes, logger(bytes, at, end), end);
    }

    /** The logger's name; empty if the server sent none. */
    Optional<String> loggerName() {
        SeenFields<Optional<String>> seen = loggers;
        return seen != null && knownLogger >= 0 ? seen.at(knownLogger).value() : nameOrNone(logger);
    }

    /** The level as it was sent; empty if the server sent none. */
    Optional<String> levelText() {
        Log4jSource known = knownSource();
        return known != null ? known.levelText() : nameOrNone(level);
    }

    /** The level; {@link LogLevel#UNKNOWN} if the server sent none, or one that this version does not know. */
    LogLevel level() {
        Log4jSource known = knownSource();
        if (known != null) {
            return known.level();
        }
        return level.isPresent() ? LogLevel.of(name(level)) : LogLevel.UNKNOWN;
    }

    /** The thread's name; empty if the server sent none. */
    Optional<String> threadName() {
        Log4jSource known = knownSource();
        return known != null ? known.threadName() : nameOrNone(thread);
    }

    /** Whether each byte of the level and the thread's name is a character. */
    boolean isAscii() {
        return knownSource >= 0
                || ((!level.isPresent() || level.isAscii()) && (!thread.isPresent() || thread.isAscii()));
    }

    /** Copies the thread's name and the level as {@link Log4jSource#put(JsonText, JsonText, byte[], int)} does. */
    int putSource(byte[] target, int at) {
        Log4jSource known = knownSource();
        return known != null ? known.put(target, at) : Log4jSource.put(level, thread, target, at);
    }

    /** Whether nothing of the message is needed any more to tell the names. */
    boolean areKnown() {
        return knownLogger >= 0 && knownSource >= 0;
    }

    /** Copies the same in front of an index, as {@link Log4jSource#putBefore} does. To be called if they are known. */
    int putSourceBefore(byte[] target, int end) {
        return Objects.requireNonNull(knownSource()).putBefore(target, end);
    }

    /** Drops the reference to the message. */
    void clear() {
        knownLogger = SeenFields.UNKNOWN;
        knownSource = SeenFields.UNKNOWN;
        logger.clear();
        level.clear();
        thread.clear();
    }

    private @Nullable Log4jSource knownSource() {
        SeenFields<Log4jSource> seen = sources;
        return seen != null && knownSource >= 0 ? seen.at(knownSource).value() : null;
    }

    private Optional<String> nameOrNone(JsonText text) {
        return text.isPresent() ? Optional.of(name(text)) : Optional.empty();
    }

    private String name(JsonText text) {
        return names != null && text.isAscii() ? names.get(text.bytes(), text.start(), text.end()) : text.string();
    }

    /** Reads the logger's name, if it stands here, as {@link JsonText#read(Literal, byte[], int, int)} does. */
    private int logger(byte[] bytes, int at, int end) {
        SeenFields<Optional<String>> seen = loggers;
        if (seen == null || !LOGGER_TEXT.isAt(bytes, at, end)) {
            knownLogger = SeenFields.UNKNOWN;
            return logger.read(LOGGER, bytes, at, end);
        }
        int name = at + LOGGER_TEXT.length();
        knownLogger = seen.find(bytes, name, end);
        if (knownLogger >= 0) {
            return name + seen.at(knownLogger).length();
        }
        int next = logger.read(LOGGER, bytes, at, end);
        if (next > name && isPlain(logger) && seen.isWanted(bytes, name, next, end)) {
            seen.keep(bytes, name, next, Optional.of(name(logger)));
        }
        return next;
    }

    /** Reads the level and the thread, as far as they stand here. */
    private int source(byte[] bytes, int at, int end) {
        SeenFields<Log4jSource> seen = sources;
        if (seen == null || at < 0 || !LEVEL_TEXT.isAt(bytes, at, end)) {
            knownSource = SeenFields.UNKNOWN;
            return thread.read(THREAD, bytes, level.read(LEVEL, bytes, at, end), end);
        }
        int name = at + LEVEL_TEXT.length();
        knownSource = seen.find(bytes, name, end);
        if (knownSource >= 0) {
            return name + seen.at(knownSource).length();
        }
        int next = thread.read(THREAD, bytes, level.read(LEVEL, bytes, at, end), end);
        if (next > name && isPlain(level) && isPlain(thread) && seen.isWanted(bytes, name, next, end)) {
            seen.keep(bytes, name, next, new Log4jSource(level, thread, name(level), name(thread)));
        }
        return next;
    }

    private static boolean isPlain(JsonText text) {
        return text.isPresent() && text.isAscii() && !text.isEscaped();
    }
}
