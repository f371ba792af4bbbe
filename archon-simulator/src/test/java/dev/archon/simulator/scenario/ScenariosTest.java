package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quiet",
                "busy",
                "boot",
                "log-burst",
                "log-flood",
                "crash",
                "oom-crash",
                "crash-loop",
                "backup-restore",
                "backup-fails",
                "install-mod",
                "install-fails",
                "archive-corrupted",
                "auth-expiring",
                "auth-expiring-storm",
                "auth-expiring-then-slow-token",
                "auth-incorrect-once",
                "auth-incorrect-always",
                "auth-never-answers",
                "token-401",
                "token-403",
                "token-404",
                "token-429",
                "token-500",
                "token-timeout",
                "handshake-403",
                "handshake-500",
                "handshake-stall",
                "close-1000",
                "close-1001",
                "close-1006",
                "close-1008",
                "close-1011",
                "close-1012",
                "close-1013",
                "close-4001",
                "reset",
                "half-open",
                "stall-reads",
                "slow-bytes",
                "fragmented",
                "interleaved-ping",
                "malformed-json",
                "invalid-utf8",
                "oversized",
                "binary-frame",
                "unknown-event",
                "duplicate-history",
                "flapping",
                "rolling-restart"
            })
    void thereIsOneOfTheName(String name) {
        Scenario scenario = Scenarios.named(name);

        assertEquals(name, scenario.name());
        assertTrue(scenario.summary().endsWith("."), scenario.summary());
        assertFalse(scenario.steps().isEmpty());
        assertTrue(Scenarios.all().contains(scenario));
    }

    @Test
    void noTwoHaveOneName() {
        List<String> names = Scenarios.all().stream().map(Scenario::name).toList();

        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void aNumberSaysHowMuch() {
        assertTrue(Scenarios.named("log-flood:5000").steps().contains(new Step.Flood(5000, Optional.empty())));
        assertTrue(Scenarios.named("log-burst:7").steps().contains(new Action.Burst(7)));
        assertEquals(
                List.of(new Step.Inject(new Fault.TokenRefused(500), OptionalInt.of(3))),
                Scenarios.named("token-500:3").steps());
        assertEquals("token-500:3", Scenarios.named("token-500:3").name());
    }

    @Test
    void aFamilyTakesAnyCodeOfItsKind() {
        assertEquals(
                List.of(new Step.Inject(
                        new Fault.TokenRefused(503, Optional.of(Duration.ofSeconds(2))), OptionalInt.empty())),
                Scenarios.named("token-503").steps());
        assertEquals("close-4321", Scenarios.named("close-4321").name());
        assertThrows(IllegalArgumentException.class, () -> Scenarios.named("token-200"));
        assertThrows(IllegalArgumentException.class, () -> Scenarios.named("close-1005"));
    }

    @ParameterizedTest
    @CsvSource({
        "log-flod, log-flood",
        "crashloop, crash-loop",
        "auth-expired, auth-expiring",
        "flap, flapping",
        "log, log-burst",
        "zzzzzzzzzzzz, quiet",
    })
    void anUnknownNameIsToldTheNearOnes(String wrong, String near) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> Scenarios.named(wrong));

        assertTrue(String.valueOf(error.getMessage()).contains(wrong), error.getMessage());
        assertTrue(String.valueOf(error.getMessage()).contains(near), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-flood:", "log-flood:0", "log-flood:fast", "log-flood:99999999999", "quiet:2"})
    void aNumberThatIsNoneIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Scenarios.named(name));
    }
}
