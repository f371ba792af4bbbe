package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.protocol.event.ArchonEvent;
import java.nio.ByteBuffer;

/**
 * Bytes that a fuzzer thinks up. In an ordinary build it reads only its seed corpus, from the test resources; to fuzz for
 * five minutes, run
 *
 * <pre>{@code
 * mvn test -pl archon-protocol -Pfuzz -Dtest=EventCodecFuzzTest
 * }</pre>
 *
 * <p>What it finds it writes next to the seeds, where every later build reads it again.
 */
class EventCodecFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void decodes(byte[] message) throws Exception {
        Outcome outcome = Outcome.of(() -> EventCodec.decode(message));
        assertEquals(
                Outcome.of(() -> EventReader.readInTwoWalks(JsonReader.of(message, 0, message.length))),
                outcome,
                "fast and slow");
        ByteBuffer padded = ByteBuffer.allocateDirect(message.length + 2)
                .put((byte) '{')
                .put(message)
                .put((byte) '}');
        padded.position(1).limit(message.length + 1);
        assertEquals(outcome, Outcome.of(() -> EventCodec.decode(padded)), "array and buffer");
        if (outcome.value() instanceof ArchonEvent event) {
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)), "written and read again");
        } else {
            assertTrue(String.valueOf(outcome.error()).length() < 200, outcome::toString);
            assertTrue(outcome.offset() >= 0 && outcome.offset() <= message.length, outcome::toString);
        }
    }
}
