package dev.archon.protocol.console;

import dev.archon.protocol.event.LogLevel;

/** What can be told of a line of text that came without its parts. The rules and their order are those of the panel. */
final class TextRules {

    /** {@code [HH:MM:SS]}. */
    private static final int TIME_LENGTH = 10;

    private static final String[] ERRORS = {"/ERROR", "Exception:", ":?]", "Error", "[thread", "\tat"};

    private TextRules() {}

    static LogLevel level(String line) {
        if (line.contains("/INFO") || line.contains("[System] [CHAT]")) {
            return LogLevel.INFO;
        }
        if (line.contains("/WARN")) {
            return LogLevel.WARN;
        }
        if (line.contains("/DEBUG")) {
            return LogLevel.DEBUG;
        }
        if (line.contains("/TRACE")) {
            return LogLevel.TRACE;
        }
        for (String sign : ERRORS) {
            if (line.contains(sign)) {
                return LogLevel.ERROR;
            }
        }
        return LogLevel.UNKNOWN;
    }

    static boolean isTimed(String line) {
        for (int at = line.indexOf('['); at >= 0; at = line.indexOf('[', at + 1)) {
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
        String text = line.stripLeading();
        return text.startsWith("Caused by: ")
                || text.startsWith("Suppressed: ")
                || (text.length() < line.length() && (text.startsWith("at ") || text.startsWith("... ")));
    }

    private static boolean isTwoDigits(String line, int at) {
        return isDigit(line.charAt(at)) && isDigit(line.charAt(at + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
