package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandsTest {

    private static final String SAVING = "Saving the game (this may take a moment!)";

    private final Play play = Play.running();

    @ParameterizedTest
    @ValueSource(strings = {"save-all", "save-all flush"})
    void theWorldIsSaved(String line) {
        assertEquals(List.of(SAVING, "Saved the game"), play.type(line));
    }

    @Test
    void withoutAutomaticSavingTheGameSavesNothingByItself() {
        assertEquals(List.of("Saving is already turned on"), play.type("save-on"));
        assertEquals(List.of("Automatic saving is now disabled"), play.type("save-off"));
        assertEquals(List.of("Saving is already turned off"), play.type("save-off"));
        assertFalse(play.minutesOfPlay(5).contains(SAVING));

        assertEquals(List.of("Automatic saving is now enabled"), play.type("save-on"));
        assertTrue(play.minutesOfPlay(5).contains(SAVING));
    }

    @Test
    void aReloadReadsRecipesAndAdvancementsAgain() {
        play.forget();
        assertEquals(List.of("Reloading!"), play.type("reload"));
        play.pass(Duration.ofSeconds(1));

        assertEquals(List.of("Reloading!", "Loaded 1370 recipes", "Loaded 1481 advancements"), play.console());
    }

    @Test
    void aReloadEndsWithTheProcess() {
        play.forget();
        play.type("reload");
        play.server().power(PowerAction.KILL);
        play.pass(Duration.ofSeconds(1));

        assertEquals(List.of("Reloading!"), play.console());
    }

    @Test
    void paperTellsItsVersionItsPluginsAndItsSpeed() {
        assertEquals(
                List.of(
                        "This server is running Paper version 1.21.4-232"
                                + " (Implementing API version 1.21.4-R0.1-SNAPSHOT)",
                        "You are running the latest version"),
                play.type("version"));
        assertEquals(
                List.of("ℹ Server Plugins (2):", "Bukkit Plugins (2):", " - ChunkLog, Waypoints"),
                play.type("plugins"));
        assertEquals(List.of("TPS from last 1m, 5m, 15m: 20.0, 20.0, 20.0"), play.type("tps"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "plugins", "tps"})
    void onlyPaperAndItsForksKnowThem(String command) {
        play.server()
                .installations()
                .begin(new InstallKey.PlatformVersion("fabric", "0.16.9", "1.21.4"), Optional.empty());
        play.pass(Duration.ofMinutes(3));
        play.forget();

        assertEquals(
                List.of("Unknown or incomplete command, see below for error", command + "<--[HERE]"),
                play.type(command));
        assertFalse(play.type("help").contains("/" + command));
        assertEquals(List.of("Unknown command or insufficient permissions"), play.type("help " + command));
    }
}
