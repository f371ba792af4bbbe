package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MovesProperties {

    private static final int SOME = 500;

    @Property(tries = 200)
    void theSameSeedGivesTheSameMoves(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        assertEquals(some(scenario, seed), some(scenario, seed));
    }

    @Property(tries = 200)
    void noMoveWaitsForNoTimeAndNoFaultIsSwitchedOffTwice(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        Set<Integer> on = new HashSet<>();
        Set<Integer> used = new HashSet<>();
        for (Move move : some(scenario, seed)) {
            if (move instanceof Move.Wait wait) {
                assertTrue(wait.duration().toMillis() > 0);
            } else if (move instanceof Move.SwitchOn switchOn) {
                assertTrue(used.add(switchOn.number()));
                on.add(switchOn.number());
            } else if (move instanceof Move.SwitchOff switchOff) {
                assertTrue(on.remove(switchOff.number()));
            }
        }
    }

    private static List<Move> some(Scenario scenario, long seed) {
        List<Move> moves = new ArrayList<>();
        Iterator<Move> iterator = scenario.moves(seed, 0);
        try {
            while (moves.size() < SOME && iterator.hasNext()) {
                moves.add(iterator.next());
            }
        } catch (IllegalStateException e) {
            // Much that is random goes round and round, and is told so.
            assertTrue(String.valueOf(e.getMessage()).contains("without letting time pass"), e.getMessage());
        }
        return moves;
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return ScenarioArbitraries.scenarios();
    }
}
