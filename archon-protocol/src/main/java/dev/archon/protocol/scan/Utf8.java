package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;

/** Text as bytes, checked against the well-formed sequences of the Unicode Standard, table 3-7. */
public final class Utf8 {

    private Utf8() {}

    /**
     * Finds the first byte that is not part of a well-formed sequence.
     *
     * @param bytes holds the text
     * @param from where it begins
     * @param to where it ends
     * @return its index, or -1 if all is well-formed
     */
    public static int firstMalformed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (bytes[i] >= 0) {
                i = ascii(bytes, i, to);
                continue;
            }
            int length = sequence(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /**
     * Whether what {@link #firstMalformed} complains of is only cut off: the rest, after which there could follow
     * something that makes it a well-formed sequence.
     *
     * @param bytes holds the text
     * @param malformed what {@link #firstMalformed} gave
     * @param to where the text ends for now
     * @return whether more bytes may mend it
     */
    public static boolean isCutOff(byte[] bytes, int malformed, int to) {
        int lead = bytes[malformed] & 0xFF;
        if (to - malformed >= sequenceLength(lead)) {
            return false;
        }
        return to - malformed == 1
                || (secondFits(lead, bytes[malformed + 1] & 0xFF)
                        && (to - malformed == 2 || isContinuation(bytes[malformed + 2])));
    }

    /** The length of the sequence that begins with a byte above ASCII, or 0 if it is malformed. */
    static int sequence(byte[] bytes, int from, int to) {
        int lead = bytes[from] & 0xFF;
        int length = sequenceLength(lead);
        if (length == 0 || from + length > to || !secondFits(lead, bytes[from + 1] & 0xFF)) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if (!isContinuation(bytes[from + k])) {
                return 0;
            }
        }
        return length;
    }

    /**
     * Finds the place behind some characters.
     *
     * @param bytes holds the text, which has been checked
     * @param from where the text begins
     * @param to where it ends
     * @param characters how many, counted as {@link String} does; not half a pair of surrogates
     * @return its index, at most {@code to}
     */
    public static int skip(byte[] bytes, int from, int to, int characters) {
        int i = from;
        int left = characters;
        while (left > 0 && i < to) {
            int b = bytes[i];
            if (b >= 0) {
                int stop = ascii(bytes, i, Math.min(to, i + left));
                left -= stop - i;
                i = stop;
            } else {
                int length = sequenceLength(b & 0xFF);
                left -= length == 4 ? 2 : 1;
                i += length;
            }
        }
        return i;
    }

    /** Writes a code point that is not a surrogate. */
    static int put(int code, byte[] target, int at) {
        int i = at;
        if (code < 0x80) {
            target[i++] = (byte) code;
            return i;
        }
        if (code < 0x800) {
            target[i++] = (byte) (0xC0 | code >> 6);
        } else {
            if (code < 0x10000) {
                target[i++] = (byte) (0xE0 | code >> 12);
            } else {
                target[i++] = (byte) (0xF0 | code >> 18);
                target[i++] = continuation(code >> 12);
            }
            target[i++] = continuation(code >> 6);
        }
        target[i++] = continuation(code);
        return i;
    }

    /**
     * Makes a string of ASCII, without looking at its bytes again. The constructor is deprecated because it is wrong for all
     * other text. It is taken because, unlike the one with a character set, it is small enough to be compiled into its
     * caller, which saves 2 ns.
     *
     * @param bytes holds the text, which has been checked to be ASCII
     * @param from where it begins
     * @param length how many bytes it has
     * @return the string
     */
    @SuppressWarnings("deprecation")
    public static String ofAscii(byte[] bytes, int from, int length) {
        return new String(bytes, 0, from, length);
    }

    /**
     * Decodes what has been checked. A {@link String} made of the characters costs half of what one made of the bytes
     * does, where not all of them are ASCII: that decodes into an array of the most it can become, and copies it.
     *
     * @param bytes holds the text, which is well-formed
     * @param from where it begins
     * @param to where it ends
     * @param target has room for as many characters as there are bytes
     * @return how many characters there are
     */
    public static int decode(byte[] bytes, int from, int to, char[] target) {
        return decode(bytes, from, to, target, 0);
    }

    /**
     * Makes characters of bytes, in a part of an array.
     *
     * @param bytes holds the text, which has been checked
     * @param from where the text begins
     * @param to where it ends
     * @param target has room for as many characters as there are bytes
     * @param offset where the characters begin in it
     * @return how many characters there are
     */
    public static int decode(byte[] bytes, int from, int to, char[] target, int offset) {
        int in = from;
        int out = offset;
        int lastWord = to - Long.BYTES;
        while (in < to) {
            int b = bytes[in];
            if (b >= 0 && in <= lastWord) {
                // All eight are written, and then, from the first that is not ASCII on, written over.
                long word = Swar.get(bytes, in);
                put(word, target, out);
                long above = Swar.aboveAscii(word);
                int plain = above == 0 ? Long.BYTES : Swar.before(above);
                in += plain;
                out += plain;
            } else if (b >= 0) {
                target[out++] = (char) b;
                in++;
            } else if (b < (byte) 0xE0) {
                target[out++] = (char) ((b & 0x1F) << 6 | bits(bytes[in + 1]));
                in += 2;
            } else if (b < (byte) 0xF0) {
                target[out++] = (char) ((b & 0x0F) << 12 | bits(bytes[in + 1]) << 6 | bits(bytes[in + 2]));
                in += 3;
            } else {
                int code =
                        (b & 0x07) << 18 | bits(bytes[in + 1]) << 12 | bits(bytes[in + 2]) << 6 | bits(bytes[in + 3]);
                target[out++] = Character.highSurrogate(code);
                target[out++] = Character.lowSurrogate(code);
                in += 4;
            }
        }
        return out - offset;
    }

    /** Makes a character of each byte of a word. */
    private static void put(long word, char[] target, int at) {
        target[at] = (char) (word & 0xFF);
        target[at + 1] = (char) (word >>> 8 & 0xFF);
        target[at + 2] = (char) (word >>> 16 & 0xFF);
        target[at + 3] = (char) (word >>> 24 & 0xFF);
        target[at + 4] = (char) (word >>> 32 & 0xFF);
        target[at + 5] = (char) (word >>> 40 & 0xFF);
        target[at + 6] = (char) (word >>> 48 & 0xFF);
        target[at + 7] = (char) (word >>> 56);
    }

    private static int ascii(byte[] bytes, int from, int to) {
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long above = Swar.aboveAscii(Swar.get(bytes, i));
            if (above != 0) {
                return i + Swar.before(above);
            }
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private static int bits(byte continuation) {
        return continuation & 0x3F;
    }

    /**
     * Whether a byte is one of a character's that is not its first.
     *
     * @param b the byte
     * @return true for {@code 0x80} to {@code 0xBF}
     */
    public static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int sequenceLength(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 2;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 3;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    }

    /** The second byte's range shuts out overlong forms, surrogates and what lies beyond U+10FFFF. */
    private static boolean secondFits(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> second >= 0x80 && second <= 0xBF;
        };
    }
}
