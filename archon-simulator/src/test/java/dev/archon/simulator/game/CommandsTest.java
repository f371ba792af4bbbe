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
    void aRuleThatIsOnOrOffTakesNothingElse() {
        assertEquals(
                List.of("Invalid boolean, expected 'true' or 'false' but found 'yes'", "...Inventory yes<--[HERE]"),
                play.type("gamerule keepInventory yes"));
    }

    @Test
    void commandsHaveOneSpelling() {
        assertEquals(List.of(UNKNOWN, "List<--[HERE]"), play.type("List"));
        assertEquals(List.of(UNKNOWN, "/list<--[HERE]"), play.type("//list"));
    }

    @Test
    void listNamesThePlayersInTheOrderInWhichTheyCame() {
        assertEquals(List.of("There are 0 of a max of 20 players online: "), play.type("list"));

        String player = play.someoneJoins();
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
        for (String usage : List.of(
                "/ban <targets> [<reason>]",
                "/difficulty [peaceful|easy|normal|hard]",
                "/give <targets> <item> [<count>]",
                "/plugins",
                "/save-all [flush]",
                "/tell -> msg",
                "/time (add|query|set)",
                "/whitelist (on|off|list|add|remove|reload)")) {
            assertTrue(all.contains(usage), usage + " is not in " + all);
        }
        assertEquals(all.stream().sorted().toList(), all);
        assertEquals(List.of("/kick <targets> [<reason>]"), play.type("help kick"));
        assertEquals(
                List.of(
                        "/time add <time>",
                        "/time query (daytime|gametime|day)",
                        "/time set (day|noon|night|midnight|<time>)"),
                play.type("help time"));
        assertEquals(List.of("/stop"), play.type("help stop"));
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
        "time query, time query<--[HERE]",
        "whitelist, whitelist<--[HERE]",
        "give Alex, give Alex<--[HERE]",
        "tell Alex, tell Alex<--[HERE]",
        "weather, weather<--[HERE]",
        "gamerule, gamerule<--[HERE]"
    })
    void anUnknownOrIncompleteCommandIsShownWithTheErrorsPlace(String line, String shown) {
        assertEquals(List.of(UNKNOWN, shown), play.type(line));
    }

    @ParameterizedTest
    @CsvSource({
        "Incorrect argument for command, stop now, stop now<--[HERE]",
        "Incorrect argument for command, list people, list people<--[HERE]",
        "Incorrect argument for command, time query midnight, ...ime query midnight<--[HERE]",
        "Expected float, time set soon, time set soon<--[HERE]",
        "Invalid unit, time add 10x, ...me add 10x<--[HERE]",
        "'The tick count must not be less than 0, found -1', time add -1, ...ime add -1<--[HERE]",
        "Unknown game mode: fun, gamemode fun Alex, ...memode fun Alex<--[HERE]",
        "Unknown item 'minecraft:diamonds', give Alex diamonds, give Alex diamonds<--[HERE]",
        "'Integer must not be less than 1, found 0', give Alex dirt 0, ...Alex dirt 0<--[HERE]",
        "Invalid integer '1.5', give Alex dirt 1.5, ...Alex dirt 1.5<--[HERE]",
        "Expected integer, give Alex dirt many, ...Alex dirt many<--[HERE]",
        "Incorrect argument for command, gamerule keepinventory true, gamerule keepinventory true<--[HERE]",
        "Incorrect argument for command, difficulty insane, ...ifficulty insane<--[HERE]",
        "Incorrect argument for command, whitelist enable, whitelist enable<--[HERE]",
        "Unknown selector type '@x', kick @x, kick @x<--[HERE]",
        "'Only players may be affected by this command, but the provided selector includes entities', op @e,"
                + " op @e<--[HERE]",
        "Invalid name or UUID, kick aNameThatIsTooLong, kick aNameThatIsTooLong<--[HERE]",
        "'Expected whitespace to end one argument, but found trailing data', kick Alex!, kick Alex!<--[HERE]"
    })
    void aWrongArgumentIsShownWithTheErrorsPlace(String problem, String line, String shown) {
        assertEquals(List.of(problem, shown), play.type(line));
    }
}
