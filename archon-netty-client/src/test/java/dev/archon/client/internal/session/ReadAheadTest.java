package dev.archon.client.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReadAheadTest {

    @Test
    void endsWhenTheBoundIsReached() {
        ReadAhead ahead = new ReadAhead(64 << 20);
        assertFalse(ahead.add(1, ReadAhead.MOST_BYTES - 65));
        assertTrue(ahead.add(0, 1));
        assertTrue(ahead.add(0, 0));
    }

    @Test
    void beginsAnewWhenConsumersHaveCaughtUp() {
        ReadAhead ahead = new ReadAhead(64 << 20);
        assertTrue(ahead.add(1, ReadAhead.MOST_BYTES));
        ahead.reset();
        assertFalse(ahead.add(1, ReadAhead.MOST_BYTES - 65));
    }

    @Test
    void isNoLargerThanTheQueue() {
        assertTrue(new ReadAhead(1_000).add(1, 936));
        assertFalse(new ReadAhead(1_000).add(1, 935));
    }

    @Test
    void lastsTwentyMinutesAtTenShortLinesASecond() {
        ReadAhead ahead = new ReadAhead(64 << 20);
        int seconds = 0;
        while (!ahead.add(10, 250)) {
            seconds++;
        }
        assertEquals(1_178, seconds);
    }
}
