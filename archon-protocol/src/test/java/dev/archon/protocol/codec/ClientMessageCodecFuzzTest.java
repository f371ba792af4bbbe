package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes as a client's message. Replayed and fuzzed like {@link EventCodecFuzzTest}.
 *
 * <p>Holds that a message survives being written and read, and that an error is a {@link ProtocolException} with a short
 * text and an offset within the message.
 */
class ClientMessageCodecFuzzTest {

    @FuzzTest
    void decodes(byte[] message) throws Exception {
        Outcome outcome = Outcome.of(() -> ClientMessageCodec.decode(message));
        if (outcome.value() instanceof ClientMessage read) {
            assertEquals(read, ClientMessageCodec.decode(ClientMessageCodec.encode(read)), "written and read again");
        } else {
            assertTrue(String.valueOf(outcome.error()).length() < 200, outcome::toString);
            assertTrue(outcome.offset() >= 0 && outcome.offset() <= message.length, outcome::toString);
        }
    }
}
