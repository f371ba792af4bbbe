package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.internal.Swar;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Digits that are looked at eight at a time, against those that are looked at one by one. */
class SwarDigitsProperties {

    @Property(tries = 20_000)
    void theDigitsBeforeAnyOtherByteAreCountedAndRead(
            @ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 8) int digits, @ForAll long number) {
        long left = Math.abs(number % 100_000_000);
        for (int i = digits - 1; i >= 0; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        int expected = 0;
        int value = 0;
        while (expected < bytes.length && bytes[expected] >= '0' && bytes[expected] <= '9') {
            value = value * 10 + bytes[expected++] - '0';
        }
        long word = Swar.get(bytes, 0);
        assertEquals(expected, Swar.digits(word));
        assertEquals(value, expected == 8 ? Swar.number(word) : Swar.number(word, expected));
    }
}
