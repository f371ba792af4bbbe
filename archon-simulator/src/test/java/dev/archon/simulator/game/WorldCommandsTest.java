package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldCommandsTest {

    private final Play play = Play.running();

    @ParameterizedTest
    @CsvSource({
        "weather clear, Set the weather to clear",
        "weather rain, Set the weather to rain",
        "weather thunder 10d, Set the weather to rain & thunder"
    })
    void theWeatherIsSet(String line, String answer) {
        assertEquals(List.of(answer), play.type(line));
    }

    @Test
    void theDifficultyIsShownAndSetAndKept() {
        assertEquals(List.of("The difficulty is Easy"), play.type("difficulty"));
        assertEquals(List.of("The difficulty has been set to Hard"), play.type("difficulty hard"));
        assertEquals(List.of("The difficulty did not change; it is already set to hard"), play.type("difficulty hard"));
        assertEquals(List.of("The difficulty is Hard"), play.type("difficulty"));
    }

    @Test
    void rulesAreShownAndSetAndKept() {
        assertEquals(List.of("Gamerule keepInventory is currently set to: false"), play.type("gamerule keepInventory"));
        assertEquals(List.of("Gamerule keepInventory is now set to: true"), play.type("gamerule keepInventory true"));
        assertEquals(List.of("Gamerule keepInventory is currently set to: true"), play.type("gamerule keepInventory"));
        assertEquals(List.of("Gamerule randomTickSpeed is now set to: 30"), play.type("gamerule randomTickSpeed 30"));
    }

    @Test
    void withoutTheDaylightCycleTheTimeOfDayStandsStill() {
        play.type("time set noon");
        play.type("gamerule doDaylightCycle false");
        List<String> gameTime = play.type("time query gametime");
        play.pass(Duration.ofMinutes(1));
        assertEquals(List.of("The time is 6000"), play.type("time query daytime"));
        assertNotEquals(gameTime, play.type("time query gametime"));

        play.type("gamerule doDaylightCycle true");
        play.pass(Duration.ofSeconds(10));
        assertEquals(List.of("The time is 6200"), play.type("time query daytime"));
    }

    @Test
    void rulesSilenceAdvancementsAndDeaths() {
        assertTrue(play.minutesOfPlay(5).stream().anyMatch(line -> line.contains(" has made the advancement [")));
        play.type("gamerule announceAdvancements false");
        play.type("gamerule showDeathMessages false");
        play.forget();

        assertTrue(play.minutesOfPlay(5).stream()
                .noneMatch(line -> line.contains(" has made the advancement [") || line.contains(" was slain by ")));
    }

    @Test
    void theSeedIsThatOfTheWorld() {
        List<String> seed = play.type("seed");
        assertTrue(seed.get(0).matches("Seed: \\[-?\\d+]"), seed.toString());
        assertEquals(seed, Play.running().type("seed"), "the same server from the same seed");
        assertEquals(seed, play.type("seed"));
    }
}
