package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessCommandsTest {

    private final Play play = Play.running();

    @Test
    void opAndDeopTellWhetherTheyChangedAnything() {
        assertEquals(List.of("Made Alex a server operator"), play.type("op alex"));
        assertEquals(List.of("Nothing changed. The player already is an operator"), play.type("op Alex"));
        assertEquals(List.of("Made Alex no longer a server operator"), play.type("deop Alex"));
        assertEquals(List.of("Nothing changed. The player is not an operator"), play.type("deop Alex"));
    }

    @Test
    void everyNameThatIsPossibleIsAPlayer() {
        assertEquals(List.of("Made new_player_7 a server operator"), play.type("op new_player_7"));
        assertEquals(List.of("That player does not exist"), play.type("op no-such-player"));
        assertEquals(List.of("That player does not exist"), play.type("op aNameThatIsFarTooLong"));
    }

    @Test
    void aKickedPlayerLosesTheConnection() {
        String player = play.someoneJoins();

        assertEquals(
                List.of(
                        "Kicked " + player + ": be nice",
                        player + " lost connection: be nice",
                        player + " left the game"),
                play.type("kick " + player + " be nice"));
        assertEquals(List.of("No player was found"), play.type("kick " + player));
    }

    @Test
    void everybodyIsKickedBySelector() {
        String player = play.someoneJoins();

        assertTrue(play.type("kick @a").contains("Kicked " + player + ": Kicked by an operator"));
        assertEquals(List.of("No player was found"), play.type("kick @a"));
    }

    @Test
    void aBannedPlayerIsThrownOutAndRefused() {
        String player = play.someoneJoins();
        assertEquals(
                List.of(
                        "Banned " + player + ": stole an elytra",
                        player + " lost connection: You are banned from this server",
                        player + " left the game"),
                play.type("ban " + player + " stole an elytra"));
        assertEquals(List.of("Nothing changed. The player is already banned"), play.type("ban " + player));
        assertEquals(
                List.of("There are 1 ban(s):", player + " was banned by Server: stole an elytra"),
                play.type("banlist"));

        List<String> console = play.minutesOfPlay(5);
        assertFalse(console.contains(player + " joined the game"));
        assertTrue(console.stream()
                .anyMatch(line -> line.startsWith("Disconnecting " + player + " (/203.0.113.")
                        && line.endsWith("): You are banned from this server")));
    }

    @Test
    void aPardonedPlayerMayComeAgain() {
        String player = play.someoneJoins();
        play.type("ban " + player);
        assertEquals(List.of("Unbanned " + player), play.type("pardon " + player));
        assertEquals(List.of("Nothing changed. The player isn't banned"), play.type("pardon " + player));
        assertEquals(List.of("There are no bans"), play.type("banlist players"));

        assertTrue(play.minutesOfPlay(5).contains(player + " joined the game"));
    }

    @Test
    void aBanWithoutAReasonHasOne() {
        assertEquals(List.of("Banned Steve: Banned by an operator."), play.type("ban steve"));
    }

    @Test
    void theWhitelistAdmitsThoseOnItAndOperators() {
        assertEquals(List.of("Whitelist is now turned on"), play.type("whitelist on"));
        assertEquals(List.of("Whitelist is already turned on"), play.type("whitelist on"));
        assertEquals(List.of("Added Alex to the whitelist"), play.type("whitelist add alex"));
        play.type("op Steve");

        List<String> joined = play.minutesOfPlay(10).stream()
                .filter(line -> line.endsWith(" joined the game"))
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of("Alex joined the game", "Steve joined the game"), joined);
        assertTrue(play.console().stream()
                .anyMatch(line -> line.endsWith("lost connection: You are not white-listed on this server!")));
    }

    @Test
    void theWhitelistIsShownAndChanged() {
        assertEquals(List.of("There are no whitelisted players"), play.type("whitelist list"));
        play.type("whitelist add Alex");
        play.type("whitelist add Steve");
        assertEquals(List.of("Player is already whitelisted"), play.type("whitelist add Alex"));
        assertEquals(List.of("There are 2 whitelisted player(s): Alex, Steve"), play.type("whitelist list"));
        assertEquals(List.of("Removed Alex from the whitelist"), play.type("whitelist remove Alex"));
        assertEquals(List.of("Player is not whitelisted"), play.type("whitelist remove Alex"));
        assertEquals(List.of("Whitelist is already turned off"), play.type("whitelist off"));
        assertEquals(List.of("Reloaded the whitelist"), play.type("whitelist reload"));
    }

    @Test
    void theListsOutliveARestart() {
        play.type("ban Alex griefing");
        play.type("whitelist add Steve");
        play.type("op Steve");
        play.server().power(PowerAction.RESTART);
        play.pass(Duration.ofMinutes(1));
        assertEquals(PowerState.RUNNING, play.server().state());

        assertEquals("Alex was banned by Server: griefing", play.type("banlist").get(1));
        assertEquals(List.of("There are 1 whitelisted player(s): Steve"), play.type("whitelist list"));
        assertEquals(List.of("Nothing changed. The player already is an operator"), play.type("op Steve"));
    }
}
