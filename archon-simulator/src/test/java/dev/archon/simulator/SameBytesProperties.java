package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.ScenarioArbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SameBytesProperties {

    @Property(tries = 25)
    void anyScenarioGivesTheSameBytesAgain(@ForAll("playable") Scenario scenario, @ForAll long seed) throws Exception {
        assertEquals("none", Recording.difference(Recording.of(scenario, seed, 8), Recording.of(scenario, seed, 8)));
    }

    @Provide
    Arbitrary<Scenario> playable() {
        return ScenarioArbitraries.playable();
    }
}
