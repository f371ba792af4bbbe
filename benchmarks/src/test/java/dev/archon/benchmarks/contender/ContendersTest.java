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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
            Sum sum = race(contender, new Order(workload, Mode.FLOOD, 0, 1, 1, 0), new Tally())
                    .get(0);

            Unit unit = contender.unit();
            if (unit == null) {
                assertEquals(sum.events(), sent(Unit.PAYLOAD).events());
            } else {
                assertEquals(sum, sent(unit));
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
            assertEquals(sum, sent(Unit.CHARACTERS));
        }
    }

    @Test
    void aSwarmBeginsWhenAllAreThere() throws Exception {
        try (Contender contender = Entrant.ARCHON_BATCH.create()) {
            List<Sum> sums = race(
                    contender,
                    new Order(Workload.TYPICAL, Mode.SWARM, 200, 5, 1, 0),
                    new Tally(),
                    new Tally(),
                    new Tally(),
                    new Tally(),
                    new Tally());

            sums.forEach(sum -> assertTrue(sum.events() > 0));
            assertEquals(
                    sums.stream().mapToLong(Sum::events).sum(),
                    sent(Unit.CHARACTERS).events());
        }
    }

    @Test
    void aTallyThatMissesAnEventIsFoundOut() throws Exception {
        try (Contender contender = Entrant.OKHTTP.create()) {
            Tally tally = new Tally();
            tally.other();
            Sum sum = race(contender, new Order(Workload.TYPICAL, Mode.FLOOD, 0, 1, 1, 0), tally)
                    .get(0);

            assertEquals(sum.events() - 1, sent(Unit.CHARACTERS).events());
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

    private Sum sent(Unit unit) throws InterruptedException {
        String report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertNotNull(report, "the sender said nothing");
        Map<String, String> fields = Arrays.stream(report.split(" ", -1))
                .filter(field -> field.contains("="))
                .collect(Collectors.toMap(
                        field -> field.substring(0, field.indexOf('=')),
                        field -> field.substring(field.indexOf('=') + 1)));
        return new Sum(
                Long.parseLong(fields.getOrDefault(unit + "_EVENTS", "-1")),
                Long.parseLong(fields.getOrDefault(unit.name(), "-1")));
    }
}
