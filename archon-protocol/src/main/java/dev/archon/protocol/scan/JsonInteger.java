package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;

/** An integer of JSON, 0 or above, in a field of a message. One object reads one after another. Not for use by several threads. */
final class JsonInteger {

    /** So many digits always fit into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    private boolean present;
    private long value;

    /** Whether the field was there and not {@code null}. */
    boolean isPresent() {
        return present;
    }

    /** The number, if it is there. */
    long value() {
        return value;
    }

    /**
     * Reads a field whose value is an integer or {@code null}, if it stands here.
     *
     * @param name the comma, the name in quotes and the colon
     * @param at where the field would begin; {@link JsonText#NOT_TAKEN} to read nothing
     * @param end where the message ends
     * @return where the next field would begin, which is here if the field does not; {@link JsonText#NOT_TAKEN} if its value is
     *     left to the general reader
     */
    int read(Literal name, byte[] bytes, int at, int end) {
        present = false;
        if (at < 0 || !name.isAt(bytes, at, end)) {
            return at;
        }
        int first = at + name.length();
        if (first + 2 * Long.BYTES <= end && bytes[first] != '0' && Swar.areDigits(Swar.get(bytes, first))) {
            // As a rule: eight digits, and behind them some more, but not eight.
            long more = Swar.get(bytes, first + Long.BYTES);
            int digits = Swar.digits(more);
            int next = first + Long.BYTES + digits;
            if (digits < Long.BYTES && (bytes[next] == ',' || bytes[next] == '}')) {
                present = true;
                value = Swar.number(Swar.get(bytes, first)) * POWERS_OF_TEN[digits] + Swar.number(more, digits);
                return next;
            }
        }
        return any(bytes, first, end);
    }

    private int any(byte[] bytes, int first, int end) {
        int endOfNull = JsonText.endOfNull(bytes, first, end);
        if (endOfNull >= 0) {
            return endOfNull;
        }
        long number = 0;
        int i = first;
        for (; i < end && bytes[i] >= '0' && bytes[i] <= '9' && i - first < SAFE_DIGITS; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        boolean leadingZero = i - first > 1 && bytes[first] == '0';
        if (i == first || leadingZero || i == end || (bytes[i] != ',' && bytes[i] != '}')) {
            return JsonText.NOT_TAKEN;
        }
        present = true;
        value = number;
        return i;
    }
}
