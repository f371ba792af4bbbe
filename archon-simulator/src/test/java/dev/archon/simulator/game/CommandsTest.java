package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.PowerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private static final String UNKNOWN = "Unknown or incomplete command, see below for error";

    private final Play play = Play.running();

    @Test
    void listNamesThePlayersInTheOrderInWhichTheyCame() {
        assertEquals(List.of("There are 0 of a max of 20 players online: "), play.type("list"));

        String player = someoneJoins();
        List<String> answer = play.type("/list");
        assertTrue(answer.get(0).matches("There are \\d+ of a max of 20 players online: .*"), answer.toString());
        assertTrue(answer.get(0).contains(player), answer.toString());
        assertTrue(play.type("list uuids").get(0).contains(player + " (" + Players.uuidOf(player) + ")"));
    }

    @Test
    void sayKeepsTheTextAsItIs() {
        assertEquals(List.of("[Not Secure] [Server] two  spaces: ç 👍"), play.type("say two  spaces: ç 👍"));
    }

    @Test
    void opAndDeopTellWhetherTheyChangedAnything() {
        assertEquals(List.of("Made Alex a server operator"), play.type("op alex"));
        assertEquals(List.of("Nothing changed. The player already is an operator"), play.type("op Alex"));
        assertEquals(List.of("Made Alex no longer a server operator"), play.type("deop Alex"));
        assertEquals(List.of("Nothing changed. The player is not an operator"), play.type("deop Alex"));
        assertEquals(List.of("That player does not exist"), play.type("op Nobody"));
    }

    @Test
    void aKickedPlayerLosesTheConnection() {
        String player = someoneJoins();

        assertEquals(
                List.of(
                        "Kicked " + player + ": be nice",
                        player + " lost connection: be nice",
                        player + " left the game"),
                play.type("kick " + player + " be nice"));
        assertEquals(List.of("No player was found"), play.type("kick " + player));
    }

    @Test
    void timePassesAtTwentyTicksASecond() {
        assertEquals(List.of("Set the time to 1000"), play.type("time set day"));
        play.pass(Duration.ofSeconds(10));
        assertEquals(List.of("The time is 1200"), play.type("time query daytime"));
        assertEquals(List.of("Set the time to 25200"), play.type("time set 25200"));
        assertEquals(List.of("The time is 1"), play.type("time query day"));
        assertEquals(List.of("Set the time to 1400"), play.type("time add 10s"));
        assertEquals(List.of("Set the time to 1400"), play.type("time add 1d"));
    }

    @Test
    void helpShowsEveryCommandOrOne() {
        List<String> all = play.type("help");
        assertEquals(8, all.size());
        assertEquals(List.of("/kick <targets> [<reason>]"), play.type("help kick"));
        assertEquals(List.of("Unknown command or insufficient permissions"), play.type("help dance"));
    }

    @Test
    void stopStopsTheServer() {
        assertEquals(List.of("Stopping the server"), play.type("/stop"));
        assertEquals(PowerState.STOPPING, play.server().state());
    }

    @ParameterizedTest
    @CsvSource({
        "dance now, dance now<--[HERE]",
        "'', <--[HERE]",
        "say, say<--[HERE]",
        "op, op<--[HERE]",
        "kick, kick<--[HERE]",
        "time set, time set<--[HERE]",
        "time query, time query<--[HERE]"
    })
    void anUnknownOrIncompleteCommandIsShownWithTheErrorsPlace(String line, String shown) {
        assertEquals(List.of(UNKNOWN, shown), play.type(line));
    }

    @ParameterizedTest
    @CsvSource({
        "Incorrect argument for command, stop now, stop now<--[HERE]",
        "Incorrect argument for command, list people, list people<--[HERE]",
        "Incorrect argument for command, time query midnight, ...ime query midnight<--[HERE]",
        "Expected float, time set soon, time set soon<--[HERE]"
    })
    void aWrongArgumentIsShownWithTheErrorsPlace(String problem, String line, String shown) {
        assertEquals(List.of(problem, shown), play.type(line));
    }

    private String someoneJoins() {
        play.forget();
        play.server().pace(Play.BUSY);
        while (play.console().stream().noneMatch(line -> line.endsWith(" joined the game"))) {
            play.pass(Duration.ofMillis(100));
        }
        play.server().pace(Play.SILENT);
        String line = play.console().stream()
                .filter(text -> text.endsWith(" joined the game"))
                .reduce((first, second) -> second)
                .orElseThrow();
        return line.substring(0, line.indexOf(' '));
    }
}
