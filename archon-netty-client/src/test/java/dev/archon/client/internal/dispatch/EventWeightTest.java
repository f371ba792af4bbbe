package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.LargeEvents;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.ArchonEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventWeightTest {

    /** More than the names of the fields and the numbers of any event. */
    private static final int MOST_BESIDE_TEXT = 600;

    @ParameterizedTest
    @MethodSource("events")
    void everyEventWeighsAboutWhatItsMessageDoes(ArchonEvent event) {
        int bytes = EventCodec.encode(event).length;

        long weight = EventWeight.of(event);

        assertTrue(
                weight > 0 && weight >= bytes - MOST_BESIDE_TEXT && weight <= bytes + MOST_BESIDE_TEXT,
                () -> event.type() + " has " + bytes + " bytes and weighs " + weight);
    }

    static List<ArchonEvent> events() {
        return LargeEvents.all();
    }
}
