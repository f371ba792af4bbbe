package dev.archon.protocol.scan;

/** The escapes of JSON strings (RFC 8259, section 7), from bytes to bytes of UTF-8. */
final class Escapes {

    /** How many bytes an escape of one letter has. */
    static final int SIMPLE = 2;

    private static final int UNICODE = 6;
    private static final byte[] LETTERS = letters();

    /** The values of hexadecimal digits, and -1 for every other byte. */
    private static final byte[] DIGITS = digits();

    private Escapes() {}

    /**
     * Reads an escape of four digits, or of both halves of a surrogate pair.
     *
     * @param from where its backslash stands
     * @return the character; a negative number if it is no such escape, or half of a pair
     */
    static int unicode(byte[] bytes, int from, int to) {
        int unit = unit(bytes, from, to);
        if (unit < 0 || !Character.isSurrogate((char) unit)) {
            return unit;
        }
        int second = unit(bytes, from + UNICODE, to);
        boolean isPair =
                second >= 0 && Character.isHighSurrogate((char) unit) && Character.isLowSurrogate((char) second);
        return isPair ? Character.toCodePoint((char) unit, (char) second) : -1;
    }

    /** How many bytes {@link #unicode} has read for a character. */
    static int length(int character) {
        return Character.isBmpCodePoint(character) ? UNICODE : 2 * UNICODE;
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

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int i = 0; i < digits.length; i++) {
            // Above ASCII there are digits of other scripts.
            digits[i] = (byte) (i < 0x80 ? Character.digit(i, 16) : -1);
        }
        return digits;
    }

    /** The UTF-16 unit of an escape with four digits, or a negative number. */
    private static int unit(byte[] bytes, int from, int to) {
        if (from + UNICODE > to || bytes[from] != '\\' || bytes[from + 1] != 'u') {
            return -1;
        }
        return digit(bytes[from + 2]) << 12
                | digit(bytes[from + 3]) << 8
                | digit(bytes[from + 4]) << 4
                | digit(bytes[from + 5]);
    }

    /** The value of a hexadecimal digit, or -1, of which the sign remains in a number made of several. */
    private static int digit(byte digit) {
        return DIGITS[digit & 0xFF];
    }
}
