package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.race.Comparison;
import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.Output;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import dev.archon.benchmarks.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a race does beside floods, and that it would find out a contender that misses an event. */
@Tag("slow")
class RacesTest extends WithSender {

    @Test
    void timesLines() throws Exception {
        Latencies latencies = new Latencies(1_000_000);
        latencies.from(System.nanoTime());
        try (ContenderClient client = Contender.ARCHON_BATCH.create()) {
            Checksum sum = race(
                            client,
                            new RunRequest(Workload.LOG, Output.EVENTS, SendMode.LATENCY, false, 200, 100, 1, 1, 0),
                            new EventCounter(latencies))
                    .get(0);

            long[] sorted = latencies.sorted();
            assertEquals(sum.events(), sorted.length);
            assertTrue(sorted[0] > 0, "no line comes before it was sent");
            assertEquals(sum, sent(CountingUnit.CHARACTERS));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSwarmBeginsWhenAllAreConnected(boolean tls) throws Exception {
        try (ContenderClient client = Contender.ARCHON_BATCH.create()) {
            List<Checksum> sums = race(
                    client,
                    new RunRequest(Workload.LOG, Output.EVENTS, SendMode.SWARM, tls, 200, 0, 5, 1, 0),
                    new EventCounter(),
                    new EventCounter(),
                    new EventCounter(),
                    new EventCounter(),
                    new EventCounter());

            sums.forEach(sum -> assertTrue(sum.events() > 0));
            assertEquals(
                    sums.stream().mapToLong(Checksum::events).sum(),
                    sent(CountingUnit.CHARACTERS).events());
        }
    }

    @Test
    void aTallyThatMissesAnEventIsFoundOut() throws Exception {
        try (ContenderClient client = Contender.OKHTTP.create()) {
            EventCounter counter = new EventCounter();
            counter.event(0);
            Checksum sum =
                    race(client, Comparison.LOG.request(0, 0, 1), counter).get(0);

            assertEquals(sum.events() - 1, sent(CountingUnit.CHARACTERS).events());
        }
    }
}
