package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.archon.benchmarks.sender.Sender;
import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.RunRequest;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sender that each test has to itself, and what it says that it has sent. */
abstract class WithSender {

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

    List<Checksum> race(ContenderClient client, RunRequest request, EventCounter... counters) throws Exception {
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

    Checksum sent(CountingUnit unit) throws InterruptedException {
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
