package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.util.Objects;

/**
 * Finds the lines of a text without making objects for them. Lines are separated by any number of carriage returns and
 * line feeds; empty lines are left out. Every method is a pure function, safe on any thread.
 */
public final class LineSplitter {

    private LineSplitter() {}

    /** Takes the ranges of lines, in their order. */
    @FunctionalInterface
    public interface LineRange {

        /**
         * Takes a line.
         *
         * @param from the index where it begins
         * @param to the index behind its end, always above {@code from}
         */
        void line(int from, int to);
    }

    /**
     * Splits text in UTF-8, or in any other encoding in which the bytes of line ends stand for nothing else.
     *
     * @param text the array
     * @param from where the text begins
     * @param to where it ends
     * @param lines takes the lines, as indexes of the array
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static void split(byte[] text, int from, int to, LineRange lines) {
        Objects.checkFromToIndex(from, to, text.length);
        int start = from;
        while (start < to) {
            int end = lineEnd(text, start, to);
            if (end > start) {
                lines.line(start, end);
            }
            start = end + 1;
        }
    }

    /**
     * Finds the first line end of a text in UTF-8.
     *
     * @param text holds the text
     * @param from where it begins
     * @param to where it ends
     * @return its index, or the end of the text
     */
    public static int lineEnd(byte[] text, int from, int to) {
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long ends = Swar.lineEnds(Swar.get(text, i));
            if (ends != 0) {
                return i + Swar.before(ends);
            }
        }
        while (i < to && text[i] != '\n' && text[i] != '\r') {
            i++;
        }
        return i;
    }

    /**
     * Splits a text.
     *
     * @param text the text
     * @param lines takes the lines, as indexes of the text
     */
    public static void split(CharSequence text, LineRange lines) {
        String string = text.toString();
        split(string, 0, string.length(), lines);
    }

    /**
     * Splits a text without the white space around it.
     *
     * @param text the text
     * @param lines takes the lines, as indexes of the text
     */
    public static void splitTrimmed(String text, LineRange lines) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        split(text, from, to, lines);
    }

    /**
     * Finds where a text in UTF-8 begins without the white space before it.
     *
     * @param text holds the text
     * @param from where it begins
     * @param to where it ends
     * @return the index of its first byte
     */
    public static int trimStart(byte[] text, int from, int to) {
        int i = from;
        while (i < to && isSpace(character(text, i))) {
            i += length(text[i]);
        }
        return i;
    }

    /**
     * Finds where a text in UTF-8 ends without the white space behind it.
     *
     * @param text holds the text
     * @param from where it begins
     * @param to where it ends
     * @return the index behind its last byte
     */
    public static int trimEnd(byte[] text, int from, int to) {
        int end = to;
        while (end > from) {
            int last = end - 1;
            while (isContinuation(text[last])) {
                last--;
            }
            if (!isSpace(character(text, last))) {
                return end;
            }
            end = last;
        }
        return end;
    }

    /** The character that begins at an index; any that is no space if it has four bytes, as no space has. */
    private static char character(byte[] text, int at) {
        int lead = text[at];
        return switch (length(text[at])) {
            case 1 -> (char) lead;
            case 2 -> (char) ((lead & 0x1F) << 6 | (text[at + 1] & 0x3F));
            case 3 -> (char) ((lead & 0x0F) << 12 | (text[at + 1] & 0x3F) << 6 | (text[at + 2] & 0x3F));
            default -> 'x';
        };
    }

    private static int length(byte lead) {
        if (lead >= 0) {
            return 1;
        }
        return lead < (byte) 0xE0 ? 2 : lead < (byte) 0xF0 ? 3 : 4;
    }

    private static boolean isContinuation(byte b) {
        return b < (byte) 0xC0;
    }

    /**
     * Counts the lines of a text.
     *
     * @param text the text
     * @return how many there are
     */
    public static int count(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            // As a rule, and much faster than looking at each character.
            return text.isEmpty() ? 0 : 1;
        }
        return count(text, 0, text.length());
    }

    /**
     * Counts the lines that a text has without the white space around it.
     *
     * @param text the text
     * @return how many there are
     */
    public static int countTrimmed(String text) {
        int end = text.length();
        int from = 0;
        while (from < end && isSpace(text.charAt(from))) {
            from++;
        }
        while (end > from && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return count(text, from, end);
    }

    private static int count(String text, int from, int to) {
        Counter counter = new Counter();
        split(text, from, to, counter);
        return counter.lines;
    }

    private static final class Counter implements LineRange {

        private int lines;

        @Override
        public void line(int from, int to) {
            lines++;
        }
    }

    /**
     * Whether a text is one line, and nothing of it would be trimmed.
     *
     * @param text the text
     * @return true if it is a line as it stands
     */
    public static boolean isOneTrimmedLine(String text) {
        return text.isEmpty()
                || (!isSpace(text.charAt(0))
                        && !isSpace(text.charAt(text.length() - 1))
                        && text.indexOf('\n') < 0
                        && text.indexOf('\r') < 0);
    }

    /** Searches for each kind of line end by itself, as the JDK does that fastest; as a rule there is only one kind. */
    private static void split(String text, int from, int to, LineRange lines) {
        int start = from;
        int feed = next('\n', text, from, to);
        int back = next('\r', text, from, to);
        while (start < to) {
            int end = Math.min(feed, back);
            if (end > start) {
                lines.line(start, end);
            }
            start = end + 1;
            if (feed < start) {
                feed = next('\n', text, start, to);
            }
            if (back < start) {
                back = next('\r', text, start, to);
            }
        }
    }

    private static int next(char end, String text, int from, int to) {
        int found = text.indexOf(end, from);
        return found < 0 || found > to ? to : found;
    }

    /** White space as browsers trim it, which is not what Java calls so. */
    static boolean isSpace(char c) {
        if (c > ' ' && c < '\u007f') {
            // Nearly all there is, and the type of a character takes a look into a table.
            return false;
        }
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == '\u00a0'
                || c == '\ufeff'
                || c == '\u2028'
                || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }
}
