package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerCommandsTest {

    private final Play play = Play.running();

    @Test
    void playersAreToldWhatIsWhispered() {
        String player = play.someoneJoins();

        for (String command : List.of("tell", "msg", "w")) {
            assertEquals(
                    List.of("You whisper to " + player + ": mind  the gap"),
                    play.type(command + " " + player + " mind  the gap"));
        }
    }

    @Test
    void aGameModeIsSetOnceAndKept() {
        String player = play.someoneJoins();

        assertEquals(
                List.of("Set " + player + "'s game mode to Creative Mode"), play.type("gamemode creative " + player));
        assertEquals(List.of(), play.type("gamemode creative " + player), "the game says nothing if nothing changes");
        assertEquals(
                List.of("Set " + player + "'s game mode to Survival Mode"), play.type("gamemode survival " + player));
    }

    @Test
    void theDefaultGameModeIsThatOfPlayersWithoutOneOfTheirOwn() {
        String player = play.someoneJoins();
        assertEquals(List.of("The default game mode is now Adventure Mode"), play.type("defaultgamemode adventure"));

        assertEquals(List.of(), play.type("gamemode adventure " + player));
    }

    @ParameterizedTest
    @CsvSource({
        "diamond, Gave 1 [Diamond] to PLAYER",
        "minecraft:diamond_sword, Gave 1 [Diamond Sword] to PLAYER",
        "diamond_block 64, Gave 64 [Block of Diamond] to PLAYER",
        "totem_of_undying 100, Gave 100 [Totem of Undying] to PLAYER",
        "totem_of_undying 101, Can't give more than 100 of [Totem of Undying]",
        "ender_pearl 1601, Can't give more than 1600 of [Ender Pearl]",
        "dirt 6401, Can't give more than 6400 of [Dirt]"
    })
    void itemsAreGivenUnderTheNamesThatTheGameShows(String given, String answer) {
        String player = play.someoneJoins();

        assertEquals(List.of(answer.replace("PLAYER", player)), play.type("give " + player + " " + given));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 64 0 | 0.500000, 64.000000, 0.500000",
                "-10 70 20 | -9.500000, 70.000000, 20.500000",
                "1.0 64.5 -2.25 | 1.000000, 64.500000, -2.250000",
                "~ ~10 ~-3 | 0.000000, 10.000000, -3.000000"
            })
    void playersAreTeleportedToTheMiddleOfABlock(String to, String shown) {
        String player = play.someoneJoins();

        assertEquals(List.of("Teleported " + player + " to " + shown), play.type("tp " + player + " " + to));
        assertEquals(List.of("Teleported " + player + " to " + shown), play.type("teleport " + player + " " + to));
    }

    @Test
    void playersAreTeleportedToEachOther() {
        String player = play.someoneJoins();

        assertEquals(List.of("Teleported " + player + " to " + player), play.type("tp " + player + " " + player));
        assertEquals(List.of("No entity was found"), play.type("tp " + player + " Nobody_here"));
        assertEquals(List.of("Invalid position for teleport"), play.type("tp " + player + " 0 64 30000001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tell Alex hi", "gamemode creative Alex", "give Alex dirt", "kick Alex", "tell @a hi", "kick @s"
            })
    void aCommandForSomebodyWhoIsNotOnlineFindsNobody(String line) {
        assertEquals(List.of("No player was found"), play.type(line));
    }

    @Test
    void theConsoleIsNoPlayer() {
        assertEquals(List.of("A player is required to run this command here"), play.type("gamemode creative"));
        assertEquals(List.of("An entity is required to run this command here"), play.type("tp 0 64 0"));
    }

    @Test
    void theConsoleCanActOut() {
        assertEquals(List.of("[Not Secure] * Server waves"), play.type("me waves"));
    }
}
