package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.codec.ClientMessage.Authenticate;
import dev.archon.protocol.codec.ClientMessage.Command;
import dev.archon.protocol.rest.Jwt;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client sends, in JSON and in Java. */
class ClientMessageCodecTest {

    private static final String AUTH = "{\"event\":\"auth\",\"jwt\":\"a.b.c\"}";
    private static final String COMMAND = "{\"event\":\"command\",\"cmd\":\"/say \\\"hi\\\"\"}";

    @Test
    void anAuthenticationCarriesTheToken() throws Exception {
        assertEquals(AUTH, encoded(new Authenticate(new Jwt("a.b.c"))));
        assertEquals(new Authenticate(new Jwt("a.b.c")), ClientMessageCodec.decode(AUTH));
    }

    @Test
    void aCommandCarriesALine() throws Exception {
        assertEquals(COMMAND, encoded(new Command("/say \"hi\"")));
        assertEquals(new Command("/say \"hi\""), ClientMessageCodec.decode(COMMAND));
    }

    @Test
    void anythingElseIsAnError() {
        ProtocolException e =
                assertThrows(ProtocolException.class, () -> ClientMessageCodec.decode("{\"event\":\"log\"}"));
        assertEquals(
                "unreadable message: field event: not the name of a message that a client sends (at byte 0)",
                e.getMessage());
        assertEquals(Optional.empty(), e.event());
    }

    @Test
    void anErrorNamesTheMessageAndTheField() {
        assertEquals(
                "unreadable auth message: field jwt: expected a string, found a number (at byte 22)",
                assertThrows(ProtocolException.class, () -> ClientMessageCodec.decode("{\"event\":\"auth\",\"jwt\":5}"))
                        .getMessage());
        assertEquals(
                "unreadable command message: field cmd: missing (at byte 18)",
                assertThrows(ProtocolException.class, () -> ClientMessageCodec.decode("{\"event\":\"command\"}"))
                        .getMessage());
    }

    @Test
    void theTokenIsNotInTheText() {
        assertEquals("Authenticate[jwt=...]", new Authenticate(new Jwt("secret")).toString());
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        Command command = new Command("list");
        byte[] small = new byte[10];
        assertThrows(IndexOutOfBoundsException.class, () -> ClientMessageCodec.encode(command, small, 0));
        assertEquals(ByteBuffer.wrap(new byte[10]), ByteBuffer.wrap(small));
        ByteBuffer buffer = ByteBuffer.allocate(10);
        assertThrows(BufferOverflowException.class, () -> ClientMessageCodec.encode(command, buffer));
        assertEquals(0, buffer.position());
    }

    @Test
    void aRangeOutsideTheArrayIsTheCallersError() {
        byte[] bytes = new byte[10];
        assertThrows(IndexOutOfBoundsException.class, () -> ClientMessageCodec.decode(bytes, 5, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> EventCodec.decode(bytes, 5, 6));
    }

    private static String encoded(ClientMessage message) {
        return new String(ClientMessageCodec.encode(message), StandardCharsets.UTF_8);
    }
}
