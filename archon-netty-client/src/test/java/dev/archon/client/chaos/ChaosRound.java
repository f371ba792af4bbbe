package dev.archon.client.chaos;

import static org.awaitility.Awaitility.await;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonClientBuilder;
import dev.archon.client.ArchonServer;
import dev.archon.client.Overflow;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.session.SessionPolicy;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** One client and one simulated server, whose settings, lines and troubles come from a seed. */
final class ChaosRound {

    static final int MAX_MESSAGE = 1 << 20;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern NUMBER = Pattern.compile("\\[ChunkLog] #(\\d+) ");
    private static final int MOST_LINES = 300;
    private static final int MOST_TROUBLES = 6;

    private final Random random;
    private final boolean continuity;
    private final Overflow overflow;
    private final int history;
    private final String settings;
    private final List<String> troubles = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Semaphore handling = new Semaphore(1);
    private final AtomicLong printed = new AtomicLong();

    /**
     * How a round went.
     *
     * @param printed how many lines were printed
     * @param sum what became of them
     * @param connections how many connections it took
     * @param story the settings and the troubles
     */
    record Result(long printed, Ledger.Sum sum, long connections, String story) {}

    ChaosRound(long seed) {
        // Neighbouring seeds begin with nearly the same numbers.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        continuity = random.nextBoolean();
        List<Overflow> policies = List.of(Overflow.values());
        overflow = policies.get(random.nextInt(policies.size()));
        // Without continuity each connection must begin with the first line, or nobody could tell what is missing.
        int some = random.nextBoolean() ? 20 + random.nextInt(MOST_LINES) : 2_000;
        history = continuity ? some : 2 * MOST_LINES * (MOST_TROUBLES + 1);
        settings = overflow + (continuity ? ", continuity" : "") + ", history of " + history;
    }

    Result play() throws Exception {
        int chunk = random.nextBoolean() ? 1 : 1 + random.nextInt(500);
        try (ArchonSimulator simulator = ArchonSimulator.builder()
                        .server("chaos")
                        .traffic(Traffic.SILENT)
                        .powerState(PowerState.STOPPED)
                        .historyLines(history)
                        .historyChunk(chunk)
                        .start();
                ArchonClient client = client(simulator)) {
            SimulatedServer simulated = simulator.server("chaos");
            ArchonServer server = client.server("chaos");
            listen(server);
            server.connect().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            int count = 1 + random.nextInt(MOST_TROUBLES);
            for (int i = 0; i < count; i++) {
                trouble(simulated, server);
            }
            print(simulated, 1);
            Ledger.Sum sum = awaitLast(server);
            return new Result(
                    printed.get(),
                    sum,
                    client.metrics().connections(),
                    settings + ", chunks of " + chunk + ": " + troubles);
        }
    }

    private ArchonClient client(ArchonSimulator simulator) {
        int queue = overflow == Overflow.BACKPRESSURE ? 1_000 : 50 + random.nextInt(200);
        ArchonClientBuilder builder = ArchonClient.builder()
                .baseUrl(simulator.baseUri())
                .token("an-api-token")
                .requestTimeout(Duration.ofSeconds(1))
                .maxMessageBytes(MAX_MESSAGE)
                .overflow(overflow)
                .queue(queue, 8 << 20)
                .session(SessionPolicy.builder()
                        .backoff(BackoffPolicy.exponential()
                                .base(Duration.ofMillis(10))
                                .cap(Duration.ofMillis(100))
                                .maxAttempts(1_000)
                                .build())
                        .openTimeout(Duration.ofSeconds(1))
                        .authTimeout(Duration.ofSeconds(1))
                        .keepAlive(Duration.ofMillis(300), Duration.ofMillis(300))
                        .history(Duration.ofMillis(100), Duration.ofMillis(400))
                        .refreshInterval(Duration.ofMillis(50))
                        .build());
        return (continuity ? builder.consoleContinuity(history + MOST_LINES) : builder).build();
    }

    private void listen(ArchonServer server) {
        server.onLine(this::handle);
        server.onGap(gap -> ledger.gap(printed.get()));
        server.onDropped(counts -> ledger.dropped(counts.logLines()));
        server.onStatus(status -> {
            if (status.state() == ServerStatus.State.CONNECTED) {
                ledger.connected();
            }
        });
    }

    private void handle(ConsoleLine line) {
        try {
            if (!handling.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the handler was not let go on");
            }
            handling.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Matcher number = NUMBER.matcher(line.text());
        if (number.find()) {
            ledger.line(Long.parseLong(number.group(1)));
        }
    }

    private void trouble(SimulatedServer simulated, ArchonServer server) throws Exception {
        boolean holds = random.nextInt(3) == 0;
        if (holds) {
            handling.acquire();
        }
        try {
            simulated.events(random.nextBoolean() ? EventStyle.DOC : EventStyle.PANEL);
            print(simulated, random.nextInt(MOST_LINES));
            if (random.nextInt(8) == 0) {
                ofTheEmbedder(simulated, server);
            } else {
                Trouble.Made made = Trouble.random(simulated, random);
                troubles.add(made.name());
                pause();
                print(simulated, random.nextInt(MOST_LINES));
                pause();
                made.end().close();
            }
        } finally {
            if (holds) {
                handling.release();
            }
        }
    }

    private void ofTheEmbedder(SimulatedServer simulated, ArchonServer server) throws Exception {
        if (random.nextBoolean()) {
            troubles.add("reconnect");
            server.reconnect().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } else {
            troubles.add("disconnect");
            server.disconnect().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            print(simulated, random.nextInt(MOST_LINES));
            server.connect().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void print(SimulatedServer simulated, int lines) {
        printed.addAndGet(lines);
        simulated.burst(lines);
    }

    /** Part of the schedule: trouble that begins and ends in one moment is none. */
    private void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(120)));
    }

    private Ledger.Sum awaitLast(ArchonServer server) {
        try {
            // The last line may come twice without continuity, and then all before it.
            await().atMost(LIMIT)
                    .until(() -> server.status().connected() && sum().faults().isEmpty());
        } catch (ConditionTimeoutException e) {
            // The sum says what is wrong.
            return sum();
        }
        return sum();
    }

    private Ledger.Sum sum() {
        return continuity ? ledger.once(printed.get(), history) : ledger.onEachConnection(printed.get());
    }
}
