package dev.archon.protocol.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The text of a JSON number to a Java number. */
final class Numbers {

    /** So many digits always fit into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private Numbers() {}

    /**
     * The whole part of a number.
     *
     * @param text a number in JSON's grammar
     * @return the value without its fraction, or {@code null} if it is outside the range of {@code long}
     */
    static @Nullable Long toLong(String text) {
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
        if (digitsBeforePoint > SAFE_DIGITS + 1) {
            return null;
        }
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        return whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                        || whole.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
                ? null
                : whole.longValue();
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
