package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Bytes that a fuzzer thinks up, as a client's message. Fuzzed like {@link EventCodecFuzzTest}:
 *
 * <pre>{@code
 * mvn test -pl archon-protocol -Pfuzz -Dtest=ClientMessageCodecFuzzTest
 * }</pre>
 */
class ClientMessageCodecFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void decodes(byte[] message) throws Exception {
        Outcome outcome = Outcome.of(() -> ClientMessageCodec.decode(message));
        if (outcome.value() instanceof ClientMessage read) {
            assertEquals(read, ClientMessageCodec.decode(ClientMessageCodec.encode(read)), "written and read again");
        } else {
            assertTrue(String.valueOf(outcome.error()).length() < 200, outcome::toString);
        }
    }
}
