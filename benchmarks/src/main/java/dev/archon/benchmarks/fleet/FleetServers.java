package dev.archon.benchmarks.fleet;

import dev.archon.benchmarks.contender.Trust;
import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonClientBuilder;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The client under test with its servers, and what their handlers were told. */
final class FleetServers implements AutoCloseable {

    private static final int POLL_MILLIS = 20;

    private final ArchonClient client;
    private final List<ArchonServer> servers = new ArrayList<>();
    private final List<LineAccount> accounts = new ArrayList<>();
    private final LatencyHistogram latencies = new LatencyHistogram();
    private final AtomicLong failed = new AtomicLong();
    private volatile int measuredFrom;

    /**
     * Makes a client; nothing is connected yet.
     *
     * @param simulator where the servers are
     * @param count how many servers
     * @param options what differs from the defaults
     */
    FleetServers(SimulatorChild simulator, int count, UnaryOperator<ArchonClientBuilder> options)
            throws GeneralSecurityException {
        client = options.apply(ArchonClient.builder()
                        .baseUrl(simulator.baseUri())
                        .token("fleet-token")
                        .tls(Trust.of(simulator.authority()).context()))
                .build();
        for (int i = 0; i < count; i++) {
            ArchonServer server = client.server(SimulatorProcess.id(i));
            LineAccount account = new LineAccount(server.id());
            int index = i;
            server.onLine(line -> NumberedLine.find(line.text()).ifPresent(numbered -> {
                if (index >= measuredFrom) {
                    latencies.add(System.nanoTime() - numbered.printedAt());
                }
                account.line(numbered.number());
            }));
            server.onGap(gap -> account.gap());
            server.onDropped(dropped -> account.dropped(dropped.logLines()));
            server.onStatus(status -> {
                if (status.state() == ServerStatus.State.FAILED) {
                    failed.incrementAndGet();
                }
            });
            servers.add(server);
            accounts.add(account);
        }
    }

    ArchonClient client() {
        return client;
    }

    /** Connects all, and waits until all are connected. */
    void connect(Duration limit) throws Exception {
        CompletableFuture.allOf(servers.stream().map(ArchonServer::connect).toArray(CompletableFuture[]::new))
                .get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** How many handlers were told that their server's client has given up. */
    long failures() {
        return failed.get();
    }

    /** Latencies from printing to the handler, of the servers from this one on. */
    LatencyHistogram latencies(int firstServer) {
        measuredFrom = firstServer;
        latencies.clear();
        return latencies;
    }

    LineAccount.Sum sum() {
        return accounts.stream().map(LineAccount::sum).reduce(LineAccount.Sum.NONE, LineAccount.Sum::plus);
    }

    /**
     * Waits for something.
     *
     * @throws TimeoutException if it has not come within the limit
     */
    static void await(String what, Duration limit, BooleanSupplier condition)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(what + " did not come within " + limit.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
