package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class HoldingTest {

    private final MockProducer<String, byte[]> progress =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final RecordWriter writer = new RecordWriter(progress, progress, problem -> {
        throw new AssertionError(problem);
    });

    @Test
    void aPartitionWithoutServersKeepsNoKeysOfEarlierClaims() {
        Holding holding = new Holding(new Claim(0, 9, "b"), Map.of(), List.of("confirmed/5"), writer);
        holding.writeProgress();
        holding.writeProgress();
        assertEquals(List.of("confirmed/5"), keys());
        assertNull(progress.history().get(0).value());
    }

    @Test
    void keysOfEarlierClaimsAreRemovedBehindWhatTakesTheirPlace() {
        Tail tail = new Tail();
        tail.add(0, "a line");
        Holding holding = new Holding(new Claim(0, 9, "b"), Map.of("a", tail), List.of("tail/5/a"), writer);
        holding.writeProgress();
        assertEquals(List.of("tail/9/a", "offsets/9", "tail/5/a"), keys());
    }

    private List<String> keys() {
        return progress.history().stream().map(ProducerRecord::key).toList();
    }
}
