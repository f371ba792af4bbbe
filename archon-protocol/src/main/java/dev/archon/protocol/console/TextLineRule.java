package dev.archon.protocol.console;

import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import org.jspecify.annotations.Nullable;

/** Tells what the lines of one text are, one after another, each by its own text and by what the one before it was. */
final class TextLineRule {

    private TextLineRule() {}

    /**
     * Makes the next line of a text.
     *
     * @param before the line before it in the same text; {@code null} for the first one
     */
    static ConsoleLine line(String text, LogStream stream, @Nullable ConsoleLine before) {
        int signs = TextRules.signs(text);
        boolean timed = TextRules.isTimed(signs);
        LogLevel level = TextRules.level(text, signs);
        if (level == LogLevel.UNKNOWN && !timed && before != null) {
            level = before.level();
        }
        boolean continuation = !timed && (before != null || TextRules.isInsideTrace(text));
        return ConsoleLine.ofText(text, level, continuation, timed, stream);
    }
}
