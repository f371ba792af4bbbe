package dev.archon.protocol.scan;

/** The escapes of JSON strings (RFC 8259, section 7), from bytes to bytes of UTF-8. */
final class Escapes {

    /** How many bytes an escape of one letter has. */
    static final int SIMPLE = 2;

    private static final int UNICODE = 6;
    private static final byte[] LETTERS = letters();

    private Escapes() {}

    /**
     * Checks an escape.
     *
     * @param from where its backslash stands
     * @return how many bytes it has; that of both halves for a surrogate pair; 0 if it is none, or half of a pair
     */
    static int length(byte[] bytes, int from, int to) {
        if (from + SIMPLE > to) {
            return 0;
        }
        if (bytes[from + 1] != 'u') {
            return simple(bytes[from + 1]) == 0 ? 0 : SIMPLE;
        }
        int unit = unit(bytes, from, to);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return 0;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return UNICODE;
        }
        int second = unit(bytes, from + UNICODE, to);
        return second >= 0 && Character.isLowSurrogate((char) second) ? 2 * UNICODE : 0;
    }

    /** The character that an escape which has been checked stands for. */
    static int character(byte[] bytes, int from) {
        if (bytes[from + 1] != 'u') {
            return simple(bytes[from + 1]);
        }
        int unit = unit(bytes, from, from + UNICODE);
        return Character.isHighSurrogate((char) unit)
                ? Character.toCodePoint((char) unit, (char) unit(bytes, from + UNICODE, from + 2 * UNICODE))
                : unit;
    }

    /** The character that an escape of one letter stands for, or 0 if there is none with that letter. */
    static byte simple(byte letter) {
        return letter < 0 ? 0 : LETTERS[letter];
    }

    private static byte[] letters() {
        byte[] letters = new byte[128];
        letters['"'] = '"';
        letters['\\'] = '\\';
        letters['/'] = '/';
        letters['b'] = '\b';
        letters['f'] = '\f';
        letters['n'] = '\n';
        letters['r'] = '\r';
        letters['t'] = '\t';
        return letters;
    }

    /** The UTF-16 unit of an escape with four digits, or -1. */
    private static int unit(byte[] bytes, int from, int to) {
        if (from + UNICODE > to || bytes[from] != '\\' || bytes[from + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = from + SIMPLE; i < from + UNICODE; i++) {
            // Character.digit alone would take digits of other scripts, but a byte is none.
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
