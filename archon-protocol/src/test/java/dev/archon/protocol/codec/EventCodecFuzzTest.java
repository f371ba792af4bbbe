package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.scan.MessageReader;
import java.nio.ByteBuffer;

/**
 * Any bytes as a server's message. The ordinary build replays the committed corpus, in {@code EventCodecFuzzTestInputs}
 * among the test resources; {@code .ci/fuzz 10 EventCodecFuzzTest} lets Jazzer search for more.
 *
 * <p>Holds that the fast and the plain reader, the array, the buffer and the {@link MessageReader} agree; that an event
 * survives being written and read; and that an error is a {@link ProtocolException} with a short text and an offset within
 * the message.
 */
class EventCodecFuzzTest {

    private static final byte[] PADDING = {'{', '}', '"'};
    private static final ByteBuffer DIRECT = ByteBuffer.allocateDirect(1 << 20);

    private final MessageReader messages = new MessageReader();

    @FuzzTest
    void decodes(byte[] message) throws Exception {
        Outcome outcome = Outcome.of(() -> EventCodec.decode(message));
        assertEquals(
                Outcome.of(() -> EventReader.readInTwoWalks(JsonReader.of(message, 0, message.length))),
                outcome,
                "fast and plain");
        if (message.length + 2 <= DIRECT.capacity()) {
            DIRECT.clear().put((byte) '{').put(message).put((byte) '}');
            DIRECT.position(1).limit(message.length + 1);
            assertEquals(outcome, Outcome.of(() -> EventCodec.decode(DIRECT)), "array and buffer");
        }
        messageReaderAgrees(message, outcome);
        if (outcome.value() instanceof ArchonEvent event) {
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)), "written and read again");
        } else {
            assertTrue(String.valueOf(outcome.error()).length() < 200, outcome::toString);
            assertTrue(outcome.offset() >= 0 && outcome.offset() <= message.length, outcome::toString);
        }
    }

    /** The message lies between bytes that would change it if they were read. */
    private void messageReaderAgrees(byte[] message, Outcome outcome) {
        byte[] padded = new byte[message.length + 2 * PADDING.length];
        System.arraycopy(PADDING, 0, padded, 0, PADDING.length);
        System.arraycopy(message, 0, padded, PADDING.length, message.length);
        System.arraycopy(PADDING, 0, padded, PADDING.length + message.length, PADDING.length);
        MessageReader.Kind kind = messages.read(padded, PADDING.length, message.length);
        if (kind == MessageReader.Kind.NOT_UTF8) {
            assertTrue(outcome.error() != null, "not UTF-8, and yet an event");
        } else {
            Outcome read = Outcome.of(() -> switch (kind) {
                case LOG -> messages.log().event();
                case LOG4J -> messages.entry().event();
                case OTHER, NOT_UTF8 -> EventCodec.decode(padded, PADDING.length, message.length);
            });
            assertEquals(outcome, read, () -> "the codec, and the reader, which saw " + kind);
        }
    }
}
