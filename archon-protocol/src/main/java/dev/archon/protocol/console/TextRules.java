package dev.archon.protocol.console;

import dev.archon.protocol.event.LogLevel;

/** Finds the parts of a line that came as text only. The rules and their order are those of the panel. */
final class TextRules {

    /** {@code [HH:MM:SS]}. */
    private static final int TIME_LENGTH = 10;

    /** Signs of an error. Those of a line of a trace come first, because most of a trace is such lines. */
    private static final String[] ERRORS = {"\tat", ":?]", "Exception:", "Error"};

    private TextRules() {}

    /**
     * Finds the level. A search for one character is much faster than one for a text, and most lines have few or none of
     * the two with which most signs begin.
     */
    static LogLevel level(String line) {
        return level(line, line.indexOf('['));
    }

    /** As above, for a line of which it is known where its first bracket is, if it has one. */
    static LogLevel level(String line, int bracket) {
        int slash = line.indexOf('/');
        if (has("/INFO", line, slash) || has("[System] [CHAT]", line, bracket)) {
            return LogLevel.INFO;
        }
        if (has("/WARN", line, slash)) {
            return LogLevel.WARN;
        }
        if (has("/DEBUG", line, slash)) {
            return LogLevel.DEBUG;
        }
        if (has("/TRACE", line, slash)) {
            return LogLevel.TRACE;
        }
        if (line.startsWith(ERRORS[0])) {
            // As most lines of a trace do.
            return LogLevel.ERROR;
        }
        for (String sign : ERRORS) {
            if (line.contains(sign)) {
                return LogLevel.ERROR;
            }
        }
        return has("/ERROR", line, slash) || has("[thread", line, bracket) ? LogLevel.ERROR : LogLevel.UNKNOWN;
    }

    /** Whether a line has a sign, whose first character it has at {@code first} for the first time, or not at all. */
    private static boolean has(String sign, String line, int first) {
        return first >= 0 && (line.startsWith(sign, first) || line.indexOf(sign, first + 1) >= 0);
    }

    /** Whether a line shows a time, if its first bracket is where it is said to be. */
    static boolean isTimed(String line, int bracket) {
        for (int at = bracket; at >= 0; at = line.indexOf('[', at + 1)) {
            if (at + TIME_LENGTH <= line.length()
                    && isTwoDigits(line, at + 1)
                    && line.charAt(at + 3) == ':'
                    && isTwoDigits(line, at + 4)
                    && line.charAt(at + 6) == ':'
                    && isTwoDigits(line, at + 7)
                    && line.charAt(at + 9) == ']') {
                return true;
            }
        }
        return false;
    }

    /** Whether a line can only be part of a stack trace, and not its first. */
    static boolean isInsideTrace(String line) {
        int text = 0;
        while (text < line.length() && Character.isWhitespace(line.charAt(text))) {
            text++;
        }
        return line.startsWith("Caused by: ", text)
                || line.startsWith("Suppressed: ", text)
                || (text > 0 && (line.startsWith("at ", text) || line.startsWith("... ", text)));
    }

    private static boolean isTwoDigits(String line, int at) {
        return isDigit(line.charAt(at)) && isDigit(line.charAt(at + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
