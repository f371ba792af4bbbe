package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

    private final ProgressView view = new ProgressView();
    private long offset;

    @Test
    void theTailsAndOffsetsOfTheNewestOwnerCount() {
        claim(5);
        record(ProgressView.tailKey(5, "a"), tail(10).toBytes());
        record(ProgressView.offsetsKey(5), ProgressView.toBytes(Map.of(0, 100L, 3, 7L)));
        claim(9);
        record(ProgressView.tailKey(9, "a"), tail(20).toBytes());
        record(ProgressView.offsetsKey(9), ProgressView.toBytes(Map.of(0, 200L)));
        assertEquals(20, view.tail("a").next());
        assertEquals(Map.of(0, 200L), view.offsets());
        assertEquals(9, view.offsetsClaim());
    }

    @Test
    void whatAnOwnerWritesBehindALaterClaimDoesNotCount() {
        claim(5);
        record(ProgressView.tailKey(5, "a"), tail(10).toBytes());
        claim(9);
        record(ProgressView.tailKey(5, "a"), tail(15).toBytes());
        record(ProgressView.offsetsKey(5), ProgressView.toBytes(Map.of(0, 150L)));
        assertEquals(10, view.tail("a").next());
        assertEquals(Map.of(), view.offsets());
    }

    @Test
    void aClaimThatIsNotConfirmedDoesNotCount() {
        claim(5);
        record(ProgressView.CLAIM, new byte[0]);
        record(ProgressView.tailKey(5, "a"), tail(10).toBytes());
        assertEquals(5, view.claim());
        assertEquals(10, view.tail("a").next());
    }

    @Test
    void aPartitionIsHeldByAClaimThatWasTheLastOneWhenItWasConfirmed() {
        claim(5);
        assertTrue(view.isHeldBy(5));
        offset = 7;
        record(ProgressView.CLAIM, new byte[0]);
        record(ProgressView.CLAIM, new byte[0]);
        record(ProgressView.confirmedKey(7), new byte[0]);
        assertFalse(view.isHeldBy(5));
        assertFalse(view.isHeldBy(7));
        record(ProgressView.confirmedKey(8), new byte[0]);
        assertTrue(view.isHeldBy(8));
    }

    @Test
    void anEarlierClaimThatIsConfirmedLateDoesNotCount() {
        claim(9);
        record(ProgressView.confirmedKey(5), new byte[0]);
        record(ProgressView.tailKey(5, "a"), tail(15).toBytes());
        record(ProgressView.tailKey(9, "a"), tail(10).toBytes());
        assertEquals(9, view.claim());
        assertEquals(10, view.tail("a").next());
        assertEquals(List.of("confirmed/5", "tail/5/a"), view.removable());
    }

    @Test
    void anOwnerThatWasLostBeforeItHasWrittenLeavesWhatWasThere() {
        claim(5);
        record(ProgressView.tailKey(5, "a"), tail(10).toBytes());
        record(ProgressView.offsetsKey(5), ProgressView.toBytes(Map.of(0, 100L)));
        claim(9);
        assertEquals(10, view.tail("a").next());
        assertEquals(Map.of(0, 100L), view.offsets());
        assertEquals(5, view.offsetsClaim());
    }

    @Test
    void aServerWithoutATailHasAnEmptyOne() {
        assertTrue(view.tail("unknown").isEmpty());
        assertEquals(Set.of(), view.servers());
        assertEquals(-1, view.claim());
        assertEquals(0, view.offsetsClaim());
    }

    @Test
    void offsetsDoNotCountWithoutATailThatCompactionMayHaveRemovedForALateOne() {
        claim(5);
        // Compaction has removed the tail that was written here, since its key was written again below.
        record(ProgressView.offsetsKey(5), ProgressView.toBytes(Map.of(0, 100L)));
        claim(9);
        record(ProgressView.tailKey(5, "a"), tail(12).toBytes());
        assertEquals(Map.of(), view.offsets(), "all lines are to be read");
        assertEquals(List.of("confirmed/5", "offsets/5", "tail/5/a"), view.removable());
    }

    @Test
    void offsetsCountWithATailThatIsThereBesidesALateOne() {
        claim(5);
        record(ProgressView.tailKey(5, "a"), tail(10).toBytes());
        record(ProgressView.offsetsKey(5), ProgressView.toBytes(Map.of(0, 100L)));
        claim(9);
        record(ProgressView.tailKey(5, "a"), tail(12).toBytes());
        assertEquals(Map.of(0, 100L), view.offsets());
        assertEquals(10, view.tail("a").next());
    }

    @Test
    void keysThatDoNotCountAnyMoreMayBeRemovedByTheNextOwner() {
        claim(5);
        record(ProgressView.tailKey(5, "a"), tail(10).toBytes());
        record(ProgressView.offsetsKey(5), ProgressView.toBytes(Map.of(0, 100L)));
        claim(9);
        record(ProgressView.tailKey(9, "a"), tail(20).toBytes());
        record(ProgressView.offsetsKey(9), ProgressView.toBytes(Map.of(0, 200L)));
        record(ProgressView.tailKey(5, "a"), null);
        record(ProgressView.tailKey(5, "b/c"), tail(1).toBytes());
        assertEquals(List.of("confirmed/5", "offsets/5", "tail/5/b/c"), view.removable());
    }

    @Test
    void aKeyOfAnotherTopicIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> record("server-1", new byte[0]));
        assertEquals("the topic of progress has no key server-1", refused.getMessage());
    }

    /** Writes a claim at that offset, and confirms it. */
    private void claim(long number) {
        offset = number;
        record(ProgressView.CLAIM, new byte[0]);
        record(ProgressView.confirmedKey(number), new byte[0]);
    }

    private void record(String key, byte @Nullable [] value) {
        view.record(offset++, key, value);
    }

    private static Tail tail(int lines) {
        Tail tail = new Tail();
        for (int i = 0; i < lines; i++) {
            tail.add(i, "#" + i);
        }
        return tail;
    }
}
