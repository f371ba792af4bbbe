package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.ClientMessage.Authenticate;
import dev.archon.protocol.codec.ClientMessage.Command;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.scan.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every message from a client. */
class ClientMessageCodecProperties {

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("messages") ClientMessage message) throws Exception {
        assertEquals(message, ClientMessageCodec.decode(ClientMessageCodec.encode(message)));
    }

    @Property
    void theStyleOfTheJsonDoesNotMatter(@ForAll("messages") ClientMessage message, @ForAll long seed) throws Exception {
        byte[] restyled = JsonRestyler.restyle(ClientMessageCodec.encode(message), seed);
        assertEquals(message, ClientMessageCodec.decode(restyled), () -> new String(restyled, StandardCharsets.UTF_8));
    }

    @Property(tries = 5_000)
    void aMutatedMessageGivesAMessageOrAProtocolExceptionWithoutTheToken(@ForAll long seed) {
        String token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3MDB9.c2lnbmF0dXJl";
        byte[] message = ClientMessageCodec.encode(new Authenticate(new Jwt(token)));
        byte[] mutated = Mutation.mutate(JsonRestyler.restyle(message, seed), seed);
        Outcome outcome = Outcome.of(() -> ClientMessageCodec.decode(mutated));
        String told = outcome.error() == null ? String.valueOf(outcome.value()) : outcome.error();
        assertTrue(told.length() < 200, told);
        for (int i = 0; i + 5 <= token.length(); i++) {
            assertFalse(told.contains(token.substring(i, i + 5)) && outcome.value() == null, told);
        }
    }

    @Property
    void allFormsOfInputAgree(
            @ForAll("messages") ClientMessage message, @ForAll long seed, @ForAll @IntRange(max = 9) int pad) {
        byte[] bytes = Mutation.mutate(ClientMessageCodec.encode(message), seed);
        Outcome expected = Outcome.of(() -> ClientMessageCodec.decode(bytes));
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + pad).position(pad);
        direct.duplicate().put(bytes);
        assertEquals(expected, Outcome.of(() -> ClientMessageCodec.decode(direct)));
        assertEquals(pad, direct.position());
        byte[] padded = new byte[bytes.length + 2 * pad];
        System.arraycopy(bytes, 0, padded, pad, bytes.length);
        assertEquals(expected, Outcome.of(() -> ClientMessageCodec.decode(padded, pad, bytes.length)));
        if (Utf8.firstMalformed(bytes, 0, bytes.length) < 0) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertEquals(expected, Outcome.of(() -> ClientMessageCodec.decode(text)));
        }
    }

    @Property
    void allFormsOfOutputAgree(@ForAll("messages") ClientMessage message, @ForAll @IntRange(max = 9) int pad) {
        byte[] expected = ClientMessageCodec.encode(message);
        byte[] array = new byte[expected.length + pad];
        assertEquals(expected.length, ClientMessageCodec.encode(message, array, pad));
        ByteBuffer buffer = ByteBuffer.allocateDirect(expected.length + pad).position(pad);
        ClientMessageCodec.encode(message, buffer);
        assertEquals(0, buffer.remaining());
        assertEquals(ByteBuffer.wrap(expected), ByteBuffer.wrap(array).position(pad));
        assertEquals(ByteBuffer.wrap(expected), buffer.flip().position(pad));
    }

    @Provide
    Arbitrary<ClientMessage> messages() {
        return Arbitraries.oneOf(
                EventArbitraries.texts().map(Jwt::new).map(Authenticate::new),
                EventArbitraries.texts().map(Command::new));
    }
}
