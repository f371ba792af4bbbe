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
    void ofANewConnectionSomeIsReadAndAllConnectionsTogetherAreBounded() {
        ReadAhead ahead = new ReadAhead(64 << 20);
        assertTrue(ahead.add(0, ReadAhead.MOST_BYTES + 10));
        ahead.opened();
        assertFalse(ahead.add(0, ReadAhead.BYTES_OF_A_NEW_CONNECTION - 1));
        assertTrue(ahead.add(0, 1));

        ReadAhead small = new ReadAhead(1_000);
        assertTrue(small.add(0, 1_000));
        small.opened();
        assertFalse(small.add(0, 999));
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
