package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.sender.Sender;
import dev.archon.benchmarks.workload.Mode;
import dev.archon.benchmarks.workload.Order;
import dev.archon.benchmarks.workload.Sum;
import dev.archon.benchmarks.workload.Unit;
import dev.archon.benchmarks.workload.Workload;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContendersTest {

    private static final int LIMIT_SECONDS = 60;

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private Sender sender;

    @BeforeEach
    void start() throws Exception {
        sender = Sender.start(reports::add);
    }

    @AfterEach
    void stop() throws Exception {
        sender.close();
    }

    @ParameterizedTest
    @MethodSource("floods")
    void readsAllOfAFlood(Entrant entrant, Workload workload) throws Exception {
        try (Contender contender = entrant.create()) {
            Sum sum = race(contender, new Order(workload, Mode.FLOOD, 0, 1, 1, 0), new Tally()).get(0);

            String report = report();
            assertTrue(report.contains("events=" + sum.events() + " "), report + " but read were " + sum);
            Unit unit = contender.unit();
            if (unit != null) {
                assertTrue(report.endsWith(" " + unit + "=" + sum.checksum()) || report.contains(" " + unit + "=" + sum.checksum() + " "), report + " but read were " + sum);
            }
        }
    }

    @Test
    void timesLines() throws Exception {
        Latencies latencies = new Latencies(1_000_000);
        latencies.from(System.nanoTime());
        try (Contender contender = Entrant.ARCHON_BATCH.create()) {
            Sum sum = race(contender, new Order(Workload.TYPICAL, Mode.LATENCY, 200, 1, 1, 0), new Tally(latencies))
                    .get(0);

            long[] sorted = latencies.sorted();
            assertEquals(sum.events(), sorted.length);
            assertTrue(sorted[0] > 0, "no line comes before it was sent");
        }
        assertTrue(report().startsWith("sent "));
    }

    @Test
    void aSwarmBeginsWhenAllAreThere() throws Exception {
        try (Contender contender = Entrant.ARCHON_BATCH.create()) {
            List<Sum> sums = race(
                    contender, new Order(Workload.TYPICAL, Mode.SWARM, 200, 5, 1, 0), new Tally(), new Tally(), new Tally(), new Tally(), new Tally());

            long events = sums.get(0).events();
            assertTrue(events > 0);
            sums.forEach(sum -> assertEquals(events, sum.events()));
        }
        assertTrue(report().startsWith("sent "));
    }

    @Test
    void aTallyThatMissesAnEventIsFoundOut() throws Exception {
        try (Contender contender = Entrant.OKHTTP.create()) {
            Tally tally = new Tally();
            tally.other();
            Sum sum = race(contender, new Order(Workload.TYPICAL, Mode.FLOOD, 0, 1, 1, 0), tally).get(0);

            String report = report();
            assertTrue(report.contains("events=" + (sum.events() - 1) + " "), report);
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(Entrant.values())
                .filter(entrant -> entrant != Entrant.NPM)
                .flatMap(entrant -> Stream.of(Workload.values())
                        .filter(workload -> entrant.enters(workload, Mode.FLOOD))
                        .map(workload -> Arguments.of(entrant, workload)));
    }

    private List<Sum> race(Contender contender, Order order, Tally... tallies) throws Exception {
        URI base = URI.create("http://127.0.0.1:" + sender.port());
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            ended.add(contender.connect(new Target(base, order.connection(i)), tallies[i]));
        }
        List<Sum> sums = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            ended.get(i).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            sums.add(tallies[i].sum());
        }
        return sums;
    }

    private String report() throws InterruptedException {
        String report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertNotNull(report, "the sender said nothing");
        return report;
    }
}
