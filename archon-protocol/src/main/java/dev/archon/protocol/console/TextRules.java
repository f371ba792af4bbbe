package dev.archon.protocol.console;

import dev.archon.protocol.event.LogLevel;

/** Finds the parts of a line that came as text only. The rules and their order are those of the panel. */
final class TextRules {

    /** {@code [HH:MM:SS]}. */
    private static final int TIME_LENGTH = 10;

    private static final String CHAT = "[System] [CHAT]";
    private static final String THREAD = "[thread";

    /** Most lines of a trace begin so. */
    private static final String TRACE_LINE = "\tat";

    /** Other signs of an error that begin with no bracket and no slash. */
    private static final String[] ERRORS = {":?]", TRACE_LINE, "Exception:", "Error"};

    // What a line has, as bits of what signs() returns.
    private static final int HAS_TIME = 1;
    private static final int HAS_CHAT = 1 << 1;
    private static final int HAS_THREAD = 1 << 2;
    private static final int HAS_INFO = 1 << 3;
    private static final int HAS_WARN = 1 << 4;
    private static final int HAS_DEBUG = 1 << 5;
    private static final int HAS_TRACE = 1 << 6;
    private static final int HAS_ERROR = 1 << 7;

    /** With these, nothing else in a line changes its level or whether it is timed. */
    private static final int DECIDED = HAS_TIME | HAS_INFO;

    private TextRules() {}

    /**
     * Finds the signs that begin with a bracket or a slash, as bits for {@link #isTimed} and {@link #level}. A search for one
     * character is much faster than one for a text, and a line is searched for each of the two once: to its end in a trace,
     * where no sign is found, and up to the first sign in a line with a time and {@code /INFO}, which nothing outranks.
     */
    static int signs(String line) {
        int slash = line.indexOf('/');
        int signs = slash < 0 ? 0 : atSlash(line, slash);
        for (int at = line.indexOf('['); at >= 0; at = line.indexOf('[', at + 1)) {
            signs |= atBracket(line, at);
            if ((signs & DECIDED) == DECIDED) {
                return signs;
            }
        }
        while (slash >= 0 && (signs & HAS_INFO) == 0) {
            slash = line.indexOf('/', slash + 1);
            signs |= slash < 0 ? 0 : atSlash(line, slash);
        }
        return signs;
    }

    private static int atBracket(String line, int at) {
        if (line.length() - at < THREAD.length()) {
            return 0;
        }
        char next = line.charAt(at + 1);
        if (isDigit(next)) {
            return isTime(line, at) ? HAS_TIME : 0;
        } else if (next == 'S') {
            return line.startsWith(CHAT, at) ? HAS_CHAT : 0;
        }
        return next == 't' && line.startsWith(THREAD, at) ? HAS_THREAD : 0;
    }

    private static int atSlash(String line, int at) {
        if (line.length() - at < "/INFO".length()) {
            return 0;
        }
        return switch (line.charAt(at + 1)) {
            case 'I' -> line.startsWith("/INFO", at) ? HAS_INFO : 0;
            case 'W' -> line.startsWith("/WARN", at) ? HAS_WARN : 0;
            case 'D' -> line.startsWith("/DEBUG", at) ? HAS_DEBUG : 0;
            case 'T' -> line.startsWith("/TRACE", at) ? HAS_TRACE : 0;
            case 'E' -> line.startsWith("/ERROR", at) ? HAS_ERROR : 0;
            default -> 0;
        };
    }

    /** Finds the level. */
    static LogLevel level(String line) {
        return level(line, signs(line));
    }

    /** Finds the level of a line whose {@link #signs} are known. */
    static LogLevel level(String line, int signs) {
        if ((signs & (HAS_INFO | HAS_CHAT)) != 0) {
            return LogLevel.INFO;
        }
        if ((signs & (HAS_WARN | HAS_DEBUG | HAS_TRACE)) != 0) {
            return (signs & HAS_WARN) != 0 ? LogLevel.WARN : (signs & HAS_DEBUG) != 0 ? LogLevel.DEBUG : LogLevel.TRACE;
        }
        if ((signs & (HAS_ERROR | HAS_THREAD)) != 0 || line.startsWith(TRACE_LINE)) {
            return LogLevel.ERROR;
        }
        for (String sign : ERRORS) {
            if (line.contains(sign)) {
                return LogLevel.ERROR;
            }
        }
        return LogLevel.UNKNOWN;
    }

    /** Whether a line whose {@link #signs} are known shows a time. */
    static boolean isTimed(int signs) {
        return (signs & HAS_TIME) != 0;
    }

    private static boolean isTime(String line, int at) {
        return at + TIME_LENGTH <= line.length()
                && isTwoDigits(line, at + 1)
                && line.charAt(at + 3) == ':'
                && isTwoDigits(line, at + 4)
                && line.charAt(at + 6) == ':'
                && isTwoDigits(line, at + 7)
                && line.charAt(at + 9) == ']';
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
