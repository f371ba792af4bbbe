package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.session.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBatchTest {

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void whatAMessageMakesTheCodecThrowCostsThatMessageAndIsTold(Class<? extends Throwable> thrown) throws Exception {
        Throwable error = thrown.getConstructor().newInstance();
        ReadBatch incoming =
                new ReadBatch(listener, problem -> heard.add("bad: " + problem), (bytes, offset, length) -> {
                    if (heard.isEmpty()) {
                        ReadBatchTest.<RuntimeException>sneak(error);
                    }
                    return EventCodec.decode(bytes, offset, length);
                });
        message(incoming, "!");
        message(incoming, "{\"event\":\"uptime\",\"uptime\":7}");
        incoming.flush();
        assertEquals(
                List.of(
                        "thrown: a message could not be decoded, " + error,
                        "bad: decoding it has thrown " + thrown.getName(),
                        "event uptime",
                        "received [UptimeEvent[uptime=7]]"),
                heard);
    }

    @Test
    void aClassThatIsMissingIsNoFaultOfTheMessage() {
        ReadBatch incoming = new ReadBatch(listener, heard::add, (bytes, offset, length) -> {
            throw new NoClassDefFoundError("tools/jackson/core/JsonParser");
        });
        assertThrows(NoClassDefFoundError.class, () -> message(incoming, "{}"));
    }

    @Test
    void whatAListenerThrowsIsNoFaultOfTheMessage() {
        failing = true;
        ReadBatch incoming = new ReadBatch(listener, heard::add);
        assertThrows(IllegalArgumentException.class, () -> message(incoming, "{\"event\":\"uptime\",\"uptime\":7}"));
        assertEquals(List.of(), heard);
    }

    @Test
    void anEventThatIsNotWhatItsNameSaysIsDeliveredAndTold() {
        ReadBatch incoming = new ReadBatch(listener, heard::add);
        message(incoming, "{\"event\":\"uptime\"}");
        message(incoming, "[]");
        message(incoming, "{\"event\":\"of-tomorrow\"}");
        assertEquals(
                List.of(
                        "it is delivered as an UnknownEvent, because it is no event as its name says",
                        "event uptime",
                        "it is delivered as an UnknownEvent, because it names no event",
                        "event ",
                        "event of-tomorrow"),
                heard);
    }

    private final List<String> heard = new ArrayList<>();
    private boolean failing;
    private final ConnectionListener listener = new ConnectionListener() {
        @Override
        public void opened(Connection connection) {}

        @Override
        public void failed(Failure failure) {}

        @Override
        public void event(ArchonEvent event) {
            if (failing && event instanceof UptimeEvent) {
                throw new IllegalArgumentException("a listener that fails");
            }
            heard.add("event " + event.type());
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            heard.add("received " + events);
        }

        @Override
        public void thrown(String what, Throwable error) {
            heard.add("thrown: " + what + ", " + error);
        }

        @Override
        public void closed(OptionalInt code, String reason) {}
    };

    private static void message(ReadBatch incoming, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        incoming.message(bytes, 0, bytes.length);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable error) throws E {
        throw (E) error;
    }
}
