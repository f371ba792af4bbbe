package dev.archon.protocol.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST calls' paths, and the small values that go with them. */
class RestPathsTest {

    @Test
    void nameTheServer() {
        assertEquals("/modrinth/v0/servers/a1-B2/ws", RestPaths.webSocket("a1-B2"));
        assertEquals("/modrinth/v0/servers/a1-B2/power", RestPaths.power("a1-B2"));
    }

    @Test
    void keepAServerIdInItsSegment() {
        assertEquals("/modrinth/v0/servers/..%2F%3Fa%20b%2B/ws", RestPaths.webSocket("../?a b+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void takeNoIdThatWouldLeaveItsSegment(String id) {
        assertThrows(IllegalArgumentException.class, () -> RestPaths.webSocket(id));
        assertThrows(IllegalArgumentException.class, () -> RestPaths.power(id));
    }

    @Test
    void powerActionsAreFoundByTheirExactName() {
        assertEquals(Optional.of(PowerAction.KILL), PowerAction.of("Kill"));
        assertEquals(Optional.empty(), PowerAction.of("kill"));
    }

    @Test
    void tokensAreNotInTheTextOfWhatHoldsThem() {
        WebSocketCredentials credentials = new WebSocketCredentials("node1", new Jwt("secret"));
        assertEquals("WebSocketCredentials[url=node1, token=Jwt[...]]", credentials.toString());
    }

    @Test
    @SuppressWarnings("NullAway") // as a caller without it might
    void nothingIsNull() {
        assertEquals(
                "value",
                assertThrows(NullPointerException.class, () -> new Jwt(null)).getMessage());
        assertEquals(
                "url",
                assertThrows(NullPointerException.class, () -> new WebSocketCredentials(null, new Jwt("")))
                        .getMessage());
        assertEquals(
                "token",
                assertThrows(NullPointerException.class, () -> new WebSocketCredentials("", null))
                        .getMessage());
    }
}
