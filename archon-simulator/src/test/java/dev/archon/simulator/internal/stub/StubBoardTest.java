package dev.archon.simulator.internal.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.scenario.Stub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StubBoardTest {

    private static final List<String> MOST_SPECIFIC_FIRST =
            List.of("GET /a/b", "* /a/b", "GET /a/{x}", "* /a/{x}", "GET /**");

    private static final int LOG_OF_MOST = 14;

    private final StubBoard board = new StubBoard();

    @Test
    void theMostSpecificStubAnswersInWhateverOrderTheyAreAdded() {
        for (int seed = 0; seed < 50; seed++) {
            List<String> shuffled = new ArrayList<>(MOST_SPECIFIC_FIRST);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.forEach(call -> board.add(Stub.on(call).build()));
            List<String> asked = new ArrayList<>();
            while (!board.all().isEmpty()) {
                StartedStub found =
                        board.find("GET", List.of("a", "b")).orElseThrow().started();
                asked.add(found.stub().call().toString());
                assertTrue(board.remove(found));
            }
            assertEquals(
                    MOST_SPECIFIC_FIRST.stream()
                            .map(call -> Stub.on(call).build().call().toString())
                            .toList(),
                    asked);
        }
    }

    @Test
    void ofEquallySpecificStubsTheLastOneAnswers() {
        board.addAll(Collections.nCopies(2, Stub.on("GET /x").build()));
        StartedStub last = board.add(Stub.on("GET /x").build());

        assertEquals(last, board.find("GET", List.of("x")).orElseThrow().started());
        assertTrue(board.remove(last));
        assertFalse(board.remove(last));
        assertEquals(2, board.find("GET", List.of("x")).orElseThrow().started().id());
    }

    @Test
    void aStubIsComparedWithFewOthers() {
        AtomicInteger comparisons = new AtomicInteger();
        StubBoard counting = new StubBoard((one, other) -> {
            comparisons.incrementAndGet();
            return StubBoard.ORDER.compare(one, other);
        });
        List<StartedStub> all = new ArrayList<>();
        for (int i = 0; i < StubBoard.MOST; i++) {
            all.add(counting.add(Stub.on("GET /servers/{id}/x").build()));
        }
        assertEquals(all, counting.all());
        assertTrue(comparisons.get() <= StubBoard.MOST * LOG_OF_MOST, comparisons + " comparisons");

        counting.clear();

        assertEquals(List.of(), counting.all());
        assertTrue(all.stream().noneMatch(StartedStub::isActive));
        assertTrue(comparisons.get() <= StubBoard.MOST * LOG_OF_MOST, comparisons + " comparisons");
    }
}
