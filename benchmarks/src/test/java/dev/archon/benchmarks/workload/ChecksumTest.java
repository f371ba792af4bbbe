package dev.archon.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ChecksumTest {

    @Test
    void ofPartsIsThatOfTheWhole() {
        Checksum whole = Checksum.NONE;
        Checksum parts = Checksum.NONE;
        for (int part = 0; part < 5; part++) {
            Checksum sum = Checksum.NONE;
            for (int i = 0; i < 1_000; i++) {
                int length = 40 + (i * part) % 97;
                sum = sum.plus(length);
                whole = whole.plus(length);
            }
            parts = parts.plus(sum);
        }

        assertEquals(whole, parts);
    }

    @Test
    void noticesWhatWasSwapped() {
        assertNotEquals(Checksum.NONE.plus(80).plus(90), Checksum.NONE.plus(90).plus(80));
    }

    @Test
    void noticesWhatIsMissing() {
        assertNotEquals(Checksum.NONE.plus(80).plus(90), Checksum.NONE.plus(80));
    }
}
