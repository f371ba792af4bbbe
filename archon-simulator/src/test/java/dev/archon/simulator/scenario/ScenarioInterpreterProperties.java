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

class ScenarioInterpreterProperties {

    private static final int SOME = 500;

    @Property(tries = 200)
    void theSameSeedGivesTheSameMoves(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        assertEquals(some(scenario, seed), some(scenario, seed));
    }

    @Property(tries = 200)
    void noMoveWaitsForNoTimeAndNoFaultIsSwitchedOffTwice(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        Set<Integer> on = new HashSet<>();
        Set<Integer> used = new HashSet<>();
        for (Instruction instruction : some(scenario, seed)) {
            if (instruction instanceof Instruction.Wait wait) {
                assertTrue(wait.duration().toMillis() > 0);
            } else if (instruction instanceof Instruction.StartFault start) {
                assertTrue(used.add(start.number()));
                on.add(start.number());
            } else if (instruction instanceof Instruction.EndFault end) {
                assertTrue(on.remove(end.number()));
            }
        }
    }

    private static List<Instruction> some(Scenario scenario, long seed) {
        List<Instruction> instructions = new ArrayList<>();
        Iterator<Instruction> iterator = scenario.instructions(seed, 0);
        try {
            while (instructions.size() < SOME && iterator.hasNext()) {
                instructions.add(iterator.next());
            }
        } catch (IllegalStateException e) {
            // Much that is random goes round and round, and is told so.
            assertTrue(String.valueOf(e.getMessage()).contains("without letting time pass"), e.getMessage());
        }
        return instructions;
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return ScenarioArbitraries.scenarios();
    }
}
