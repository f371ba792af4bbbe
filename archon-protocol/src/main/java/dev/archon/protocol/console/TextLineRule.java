package dev.archon.protocol.console;

import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;

/** Tells what the lines of one text are, one after another, each by its own text and by what the one before it was. */
final class TextLineRule {

    private boolean isFirst = true;
    private LogLevel before = LogLevel.UNKNOWN;

    /** Begins with another text. */
    void begin() {
        isFirst = true;
        before = LogLevel.UNKNOWN;
    }

    /** Makes the next line of the text. */
    ConsoleLine line(String text, LogStream stream) {
        int signs = TextRules.signs(text);
        boolean timed = TextRules.isTimed(signs);
        LogLevel level = TextRules.level(text, signs);
        if (level == LogLevel.UNKNOWN && !timed) {
            level = before;
        }
        boolean continuation = !timed && (!isFirst || TextRules.isInsideTrace(text));
        isFirst = false;
        before = level;
        return ConsoleLine.ofText(text, level, continuation, timed, stream);
    }
}
