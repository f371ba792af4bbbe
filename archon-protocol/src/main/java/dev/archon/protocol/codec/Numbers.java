package dev.archon.protocol.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a JSON number to a Java number. */
final class Numbers {

    /** So many digits always fit into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    /** No number of 64 bits has so many digits. */
    private static final int TOO_MANY_DIGITS = 21;

    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MAX_UNSIGNED =
            new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE));

    /** JSON's grammar of numbers, without steps back. */
    private static final Pattern GRAMMAR =
            Pattern.compile("-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+");

    private Numbers() {}

    /** Whether a text is a number as JSON has them, and no longer than those in JSON may be. */
    static boolean isNumber(String text) {
        return text.length() <= JsonReader.MAX_NUMBER_LENGTH
                && GRAMMAR.matcher(text).matches();
    }

    /** Whether a number is below 0 as an integer. */
    static boolean isNegative(String text) {
        if (!text.startsWith("-")) {
            return false;
        }
        Long value = toLong(text);
        return value == null || value < 0;
    }

    /**
     * The whole part of a number.
     *
     * @param text a number in JSON's grammar
     * @return the value without its fraction, or {@code null} if it is outside the range of {@code long}
     */
    static @Nullable Long toLong(String text) {
        return wholePart(text, MAX);
    }

    /**
     * The whole part of a number, as 64 bits.
     *
     * @param text a number in JSON's grammar
     * @return the value without its fraction; those above the range of {@code long} and below 2^64 as the {@code long}
     *     with the same bits; {@code null} if it is outside of both ranges
     */
    static @Nullable Long toLongBits(String text) {
        return wholePart(text, MAX_UNSIGNED);
    }

    private static @Nullable Long wholePart(String text, BigDecimal max) {
        if (text.length() <= SAFE_DIGITS && isPlainInteger(text)) {
            return Long.parseLong(text);
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            // The grammar was checked before, so it is the exponent that does not fit BigDecimal's.
            return hasNegativeExponent(text) || isZero(text) ? 0L : null;
        }
        // Bounds come first: writing out 1e999999999 would take a gigabyte.
        long digitsBeforePoint = (long) value.precision() - value.scale();
        if (digitsBeforePoint <= 0 || value.signum() == 0) {
            return 0L;
        }
        if (digitsBeforePoint >= TOO_MANY_DIGITS) {
            return null;
        }
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        return whole.compareTo(max) > 0 || whole.compareTo(MIN) < 0 ? null : whole.longValue();
    }

    /**
     * The nearest {@code double}.
     *
     * @param text a number in JSON's grammar
     * @return the value, never {@code -0.0}, or {@code null} if it is too large
     */
    static @Nullable Double toDouble(String text) {
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value + 0.0;
    }

    private static boolean isPlainInteger(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(c == '-' && i == 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNegativeExponent(String text) {
        return text.contains("e-") || text.contains("E-");
    }

    private static boolean isZero(String text) {
        return text.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
    }
}
