package dev.archon.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyServersTest {

    private static final int SERVERS = 1_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void aThousandServersShareAFewThreads() throws Exception {
        ArchonSimulatorBuilder builder = ArchonSimulator.builder().traffic(Traffic.SILENT);
        IntStream.range(0, SERVERS).forEach(i -> builder.server("server-" + i));
        try (ArchonSimulator simulator = builder.start();
                ArchonClient client = ArchonClient.builder()
                        .baseUrl(simulator.baseUri())
                        .token(Clients.TOKEN)
                        .tokenCallLimit(1_000, SERVERS)
                        .requestTimeout(LIMIT)
                        .build()) {
            List<ArchonServer> servers = IntStream.range(0, SERVERS)
                    .mapToObj(i -> client.server("server-" + i))
                    .toList();
            CompletableFuture.allOf(servers.stream().map(ArchonServer::connect).toArray(CompletableFuture<?>[]::new))
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertTrue(servers.stream().allMatch(server -> server.status().connected()));

            int processors = Runtime.getRuntime().availableProcessors();
            List<String> threads = threads();
            // Event loops, handlers, futures, names, suppliers and REST calls; not one for a server.
            assertTrue(threads.size() <= 2 * processors + 4 * processors + 16 + 8 + 4, threads.toString());

            client.disconnectAll().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertTrue(servers.stream().noneMatch(server -> server.status().connected()));
            await().atMost(LIMIT).until(() -> simulator.servers().stream().allMatch(each -> each.connections() == 0));
        }
        await().atMost(LIMIT).untilAsserted(() -> assertEquals(List.of(), threads()));
    }

    @Test
    void aRenewalComesBeforeThoseWhoWaitToConnect() throws Exception {
        int others = 50;
        ArchonSimulatorBuilder builder = ArchonSimulator.builder().traffic(Traffic.SILENT);
        IntStream.rangeClosed(0, others).forEach(i -> builder.server("server-" + i));
        try (ArchonSimulator simulator = builder.start();
                ArchonClient client = Clients.impatient(simulator.baseUri())
                        .tokenCallLimit(1, 1)
                        .build()) {
            Clients.get(client.server("server-0").connect());
            IntStream.rangeClosed(1, others)
                    .forEach(i -> client.server("server-" + i).connect());
            simulator.server("server-0").expireToken();
            await().atMost(LIMIT).until(() -> client.metrics().refreshes() == 1);
            // One has its turn each second, so the last of them has waited for 50 by then if it was not overtaken.
            assertTrue(client.metrics().serversConnected() < others / 2, client.metrics()::toString);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("archon-") && !name.startsWith("archon-sim"))
                .sorted()
                .toList();
    }
}
