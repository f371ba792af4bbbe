package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameBytesTest {

    private static final int STEPS = 24;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quiet",
                "busy",
                "boot",
                "log-burst:1000",
                "log-flood:300",
                "crash-loop",
                "auth-expiring-storm",
                "auth-incorrect-once",
                "token-500:2",
                "close-1012:3",
                "flapping",
                "rolling-restart",
                "slow-bytes",
                "fragmented",
                "interleaved-ping",
                "malformed-json:3",
                "duplicate-history:2",
                "unknown-event"
            })
    void theSameScenarioAndSeedGiveTheSameBytes(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);

        byte[] first = Recording.of(scenario, 7, STEPS);
        byte[] second = Recording.of(scenario, 7, STEPS);

        assertTrue(first.length > 1000, name + " gave " + first.length + " bytes");
        assertEquals("none", Recording.difference(first, second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "crash-loop", "fragmented", "flapping"})
    void anotherSeedGivesOtherBytes(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);

        assertFalse(Arrays.equals(Recording.of(scenario, 7, STEPS), Recording.of(scenario, 8, STEPS)));
    }
}
