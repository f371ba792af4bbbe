package dev.archon.protocol.scan;

import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.internal.Swar;
import java.util.Optional;

/** The level and the thread of an entry, as they come again in many messages, and as they are shown before a line. */
final class Log4jSource {

    /** What stands around the thread and the level: {@code "[/]: "}. */
    static final int AROUND_NAMES = 5;

    /** Most are no longer than that when they are shown, and are copied without a loop. */
    private static final int SHORT = 4 * Long.BYTES;

    private final Optional<String> levelText;
    private final LogLevel level;
    private final Optional<String> threadName;

    /** Holds what is shown from index {@link #SHORT} on, and as many bytes before and behind it. */
    private final byte[] shown;

    private final int length;

    /**
     * Keeps both.
     *
     * @param level the level, which is plain
     * @param thread the thread's name, which is plain
     * @param levelText the same as a string
     * @param threadName the same as a string
     */
    Log4jSource(JsonText level, JsonText thread, String levelText, String threadName) {
        this.levelText = Optional.of(levelText);
        this.level = LogLevel.of(levelText);
        this.threadName = Optional.of(threadName);
        this.shown = new byte[2 * SHORT + levelText.length() + threadName.length() + AROUND_NAMES];
        this.length = put(level, thread, shown, SHORT) - SHORT;
    }

    Optional<String> levelText() {
        return levelText;
    }

    LogLevel level() {
        return level;
    }

    Optional<String> threadName() {
        return threadName;
    }

    /** Copies what is shown, as {@link #put(JsonText, JsonText, byte[], int)} does. */
    int put(byte[] target, int at) {
        if (length <= SHORT && at + SHORT <= target.length) {
            for (int i = 0; i < SHORT; i += Long.BYTES) {
                Swar.put(target, at + i, Swar.get(shown, SHORT + i));
            }
        } else {
            System.arraycopy(shown, SHORT, target, at, length);
        }
        return at + length;
    }

    /**
     * Copies what is shown in front of an index.
     *
     * @param target has {@link #SHORT} bytes in front of the index, and room for the copy; what is in front of the copy may
     *     change, up to {@link #SHORT} bytes from the index
     * @param end where to end
     * @return where the copy begins
     */
    int putBefore(byte[] target, int end) {
        if (length <= SHORT) {
            for (int i = 0; i < SHORT; i += Long.BYTES) {
                Swar.put(target, end - SHORT + i, Swar.get(shown, length + i));
            }
        } else {
            System.arraycopy(shown, SHORT, target, end - length, length);
        }
        return end - length;
    }

    /**
     * Copies a thread and a level as they are shown before a line, {@code "[thread/LEVEL]: "}: nothing if both are missing or
     * empty, and no slash if one is.
     *
     * @param target has room for both and what stands around them; what is behind the copy may change
     * @param at where to begin
     * @return where the copy ends
     */
    static int put(JsonText level, JsonText thread, byte[] target, int at) {
        // The bracket is written over if nothing follows.
        int names = at + 1;
        int endOfThread = thread.put(target, names);
        int slash = endOfThread > names ? 1 : 0;
        int end = level.put(target, endOfThread + slash);
        if (end == endOfThread + slash) {
            end = endOfThread;
        } else if (slash > 0) {
            target[endOfThread] = '/';
        }
        if (end == names) {
            return at;
        }
        target[at] = '[';
        target[end] = ']';
        target[end + 1] = ':';
        target[end + 2] = ' ';
        return end + 3;
    }
}
