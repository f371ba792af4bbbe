package dev.archon.protocol.text;

/**
 * A text as it is compared: without what may stand between the characters of a secret without making it another one. Each
 * character knows its place in the text.
 */
final class FoldedText {

    private static final long BASE = 1_000_003;

    private final char[] characters;
    private final int[] starts;
    private final int[] ends;
    private int length;

    /** Receives each run of characters, as a number that is the same for equal runs. */
    @FunctionalInterface
    interface Runs {
        void run(int at, long hash);
    }

    private FoldedText(int capacity) {
        characters = new char[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    /** Which characters of a text are compared. */
    enum Keeping {
        /** Everything that is seen. */
        VISIBLE,

        /** ASCII letters and digits. */
        ALPHANUMERIC,

        /** ASCII letters and digits, whatever their case. */
        ANY_CASE
    }

    /** Takes a text as it is. */
    static FoldedText of(String text, Keeping keeping) {
        return of(text, keeping, false);
    }

    /** Reads {@code %41} and the JSON escape for U+0041 as {@code A}. */
    static FoldedText decoded(String text, Keeping keeping) {
        return of(text, keeping, true);
    }

    static boolean mayBeEncoded(String text) {
        return text.indexOf('%') >= 0 || text.contains("\\u");
    }

    private static FoldedText of(String text, Keeping keeping, boolean decode) {
        FoldedText folded = new FoldedText(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (decode && c == '%' && hex(text, at + 1, 2) >= 0) {
                end = at + 3;
                c = (char) hex(text, at + 1, 2);
            } else if (decode && c == '\\' && text.startsWith("u", at + 1) && hex(text, at + 2, 4) >= 0) {
                end = at + 6;
                c = (char) hex(text, at + 2, 4);
            }
            if (keeping == Keeping.VISIBLE ? isVisible(c) : isAlphanumeric(c)) {
                boolean lower = keeping == Keeping.ANY_CASE && c >= 'A' && c <= 'Z';
                folded.add(lower ? (char) (c + ('a' - 'A')) : c, at, end);
            }
            at = end;
        }
        return folded;
    }

    private static int hex(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isVisible(char c) {
        return Character.isSurrogate(c) || (ForeignText.isFit(c) && !Character.isSpaceChar(c));
    }

    private void add(char c, int start, int end) {
        characters[length] = c;
        starts[length] = start;
        ends[length] = end;
        length++;
    }

    int length() {
        return length;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** Tells all runs of a length, each in constant time (Rabin and Karp). Runs that differ may rarely have one number. */
    void runs(int run, Runs told) {
        long leaving = 1;
        for (int i = 1; i < run; i++) {
            leaving *= BASE;
        }
        long hash = 0;
        for (int i = 0; i < length; i++) {
            if (i >= run) {
                hash -= characters[i - run] * leaving;
            }
            hash = hash * BASE + characters[i];
            if (i >= run - 1) {
                told.run(i - run + 1, hash);
            }
        }
    }
}
