package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.benchmarks.race.Comparison;
import dev.archon.benchmarks.sender.Sender;
import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.Output;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
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
    void readsAllOfAFlood(Contender contender, RunRequest request) throws Exception {
        try (ContenderClient client = contender.create()) {
            Checksum sum = race(client, request, new EventCounter()).get(0);

            CountingUnit unit = client.unit(request);
            if (unit == null) {
                assertEquals(sum.events(), sent(CountingUnit.PAYLOAD).events());
            } else {
                assertEquals(sum, sent(unit));
            }
        }
    }

    @Test
    void timesLines() throws Exception {
        Latencies latencies = new Latencies(1_000_000);
        latencies.from(System.nanoTime());
        try (ContenderClient client = Contender.ARCHON_BATCH.create()) {
            Checksum sum = race(
                            client,
                            new RunRequest(Workload.LOG, Output.EVENTS, SendMode.LATENCY, false, 200, 1, 1, 0),
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
                    new RunRequest(Workload.LOG, Output.EVENTS, SendMode.SWARM, tls, 200, 5, 1, 0),
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
            Checksum sum = race(client, Comparison.LOG.request(0, 1), counter).get(0);

            assertEquals(sum.events() - 1, sent(CountingUnit.CHARACTERS).events());
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(Comparison.values())
                .filter(comparison -> comparison.mode() == SendMode.FLOOD)
                .map(comparison -> comparison.request(0, 1))
                .flatMap(request -> Stream.of(Contender.values())
                        .filter(contender -> contender != Contender.NPM && contender.takesPartIn(request))
                        .map(contender -> Arguments.of(contender, request)));
    }

    private List<Checksum> race(ContenderClient client, RunRequest request, EventCounter... counters) throws Exception {
        URI base = URI.create("http://127.0.0.1:" + sender.port());
        Trust trust = Trust.of(sender.authority());
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (int i = 0; i < counters.length; i++) {
            ended.add(client.connect(new Endpoint(base, trust, request.connection(i)), counters[i]));
        }
        List<Checksum> sums = new ArrayList<>();
        for (int i = 0; i < counters.length; i++) {
            ended.get(i).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            sums.add(counters[i].sum());
        }
        return sums;
    }

    private Checksum sent(CountingUnit unit) throws InterruptedException {
        String report = reports.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertNotNull(report, "the sender said nothing");
        Map<String, String> fields = Arrays.stream(report.split(" ", -1))
                .filter(field -> field.contains("="))
                .collect(Collectors.toMap(
                        field -> field.substring(0, field.indexOf('=')),
                        field -> field.substring(field.indexOf('=') + 1)));
        return new Checksum(
                Long.parseLong(fields.getOrDefault(unit + "_EVENTS", "-1")),
                Long.parseLong(fields.getOrDefault(unit.name(), "-1")));
    }
}
