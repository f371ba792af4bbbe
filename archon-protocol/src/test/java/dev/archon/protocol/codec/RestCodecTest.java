package dev.archon.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of the REST calls, in JSON and in Java. */
class RestCodecTest {

    @Test
    void credentialsAreAnAddressAndAToken() throws Exception {
        WebSocketCredentials credentials = new WebSocketCredentials("node1.example.com/ws", new Jwt("a.b.c"));
        String json = "{\"url\":\"node1.example.com/ws\",\"token\":\"a.b.c\"}";
        assertEquals(json, new String(RestCodec.encodeCredentials(credentials), UTF_8));
        assertEquals(credentials, RestCodec.decodeCredentials(json.getBytes(UTF_8)));
    }

    @Test
    void credentialsWithoutATokenAreAnError() {
        ProtocolException e = assertThrows(
                ProtocolException.class, () -> RestCodec.decodeCredentials("{\"url\":\"x\"}".getBytes(UTF_8)));
        assertEquals("unreadable credentials message: field token: missing (at byte 10)", e.getMessage());
        assertEquals(Optional.of("credentials"), e.event());
        assertEquals(Optional.of("token"), e.field());
    }

    @Test
    void anEmptyTokenIsAnError() {
        byte[] body = "{\"url\":\"x\",\"token\":\"\"}".getBytes(UTF_8);
        ProtocolException e = assertThrows(ProtocolException.class, () -> RestCodec.decodeCredentials(body));
        assertEquals(Optional.of("token"), e.field());
    }

    @Test
    void somethingBehindCredentialsIsAnError() {
        byte[] body = "{\"url\":\"x\",\"token\":\"y\"}{}".getBytes(UTF_8);
        ProtocolException e = assertThrows(ProtocolException.class, () -> RestCodec.decodeCredentials(body));
        assertEquals("unreadable credentials message: something after the object (at byte 23)", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aPowerActionIsItsName(PowerAction action) throws Exception {
        String json = "{\"action\":\"" + action.text() + "\"}";
        assertEquals(json, new String(RestCodec.encodePower(action), UTF_8));
        assertEquals(Optional.of(action), RestCodec.decodePower(json.getBytes(UTF_8)));
    }

    @Test
    void aPowerActionThatDoesNotExistIsEmpty() throws Exception {
        assertEquals(Optional.empty(), RestCodec.decodePower("{\"action\":\"start\"}".getBytes(UTF_8)));
    }

    @Test
    void anErrorIsToldByItsDescriptionOrElseByItsName() {
        assertEquals(
                Optional.of("no such server"),
                RestCodec.decodeError(RestCodec.encodeError("not_found", "no such server")));
        assertEquals(Optional.of("not_found"), RestCodec.decodeError("{\"error\":\"not_found\"}".getBytes(UTF_8)));
        for (String nothing : List.of("\"\"", "\"  \"", "null", "7", "{\"en\":\"x\"}")) {
            String body = "{\"error\":\"not_found\",\"description\":" + nothing + "}";
            assertEquals(Optional.of("not_found"), RestCodec.decodeError(body.getBytes(UTF_8)), body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"description\":5}", "[]"})
    void anErrorPageThatIsSomethingElseTellsNothing(String body) {
        assertEquals(Optional.empty(), RestCodec.decodeError(body.getBytes(UTF_8)));
    }
}
