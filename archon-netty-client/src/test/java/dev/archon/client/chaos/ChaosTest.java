package dev.archon.client.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.leak.Footprint;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rounds of random faults over real sockets, on numbered lines of both generations, with each overflow policy, with
 * continuity and without.
 *
 * <p>A round depends on its seed only, apart from the time that things take. {@code -Darchon.chaos.seed} sets the first
 * round's and {@code -Darchon.chaos.rounds} how many there are, so a round that failed is played again by its seed and one
 * round. For many rounds:
 *
 * <pre>{@code
 * mvn test -pl archon-netty-client -am -Dtest=ChaosTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Darchon.chaos.rounds=1000
 * }</pre>
 */
@Tag("slow")
class ChaosTest {

    private static final int ROUNDS = Integer.getInteger("archon.chaos.rounds", 60);
    private static final long SEED = Long.getLong("archon.chaos.seed", System.currentTimeMillis());
    private static final int AT_A_TIME = 4;
    private static final int PROGRESS_EVERY = 50;

    /** What the heap may hold more than after the first rounds, which load classes and fill Netty's pools. */
    private static final long MOST_HEAP = 8 << 20;

    /** What prints lines without a number, or lines that were printed before, or only what the game does anyway. */
    private static final Set<String> NO_TROUBLE = Set.of(
            "power",
            "command",
            "traffic",
            "events",
            "history-chunk",
            "stack-trace",
            "burst",
            "backup",
            "restore-backup",
            "install-mod",
            "extract",
            "emit",
            "text",
            "crash",
            "oom-crash",
            "duplicate-history");

    @Test
    void everyFaultOfTheLibraryIsPartOfIt() {
        assertEquals(names(Fault.kinds()), Trouble.FAULTS.keySet());
        Set<String> actions = new TreeSet<>(Trouble.ACTIONS.keySet());
        actions.addAll(NO_TROUBLE);
        assertEquals(names(Action.kinds()), actions);
    }

    @Test
    void everyLineIsDeliveredOnceOrToldToBeMissing() throws Exception {
        int first = Math.min(AT_A_TIME, ROUNDS);
        List<String> faults = new ArrayList<>(play(SEED, first));
        Footprint before = Footprint.now();
        faults.addAll(play(SEED + first, ROUNDS - first));
        assertEquals(List.of(), faults);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    Footprint after = Footprint.now();
                    String change = before + " became " + after;
                    assertTrue(after.files() <= before.files(), change);
                    assertTrue(after.threads() <= before.threads(), change);
                    assertTrue(after.heapBytes() <= before.heapBytes() + MOST_HEAP, change);
                });
    }

    /** Plays rounds, some at a time, and gives what was wrong. */
    private static List<String> play(long firstSeed, int rounds) throws Exception {
        List<String> faults = new ArrayList<>();
        Tally tally = new Tally();
        ExecutorService players = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<ChaosRound.Result>> results = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                long seed = firstSeed + i;
                results.add(players.submit(() -> new ChaosRound(seed).play()));
            }
            for (int i = 0; i < rounds; i++) {
                ChaosRound.Result result = results.get(i).get();
                tally.add(result);
                if (!result.sum().faults().isEmpty()) {
                    faults.add("seed " + (firstSeed + i) + ", " + result.story() + ": "
                            + result.sum().faults());
                }
                if ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == rounds) {
                    System.out.println("chaos: " + (i + 1) + " of " + rounds + " rounds from seed " + firstSeed + ", "
                            + tally + ", " + faults.size() + " rounds with faults");
                }
            }
        } finally {
            players.shutdownNow();
        }
        return faults;
    }

    /** What became of the lines of all rounds. */
    private static final class Tally {

        private long printed;
        private long delivered;
        private long dropped;
        private long inGaps;
        private long before;
        private long connections;

        void add(ChaosRound.Result result) {
            printed += result.printed();
            delivered += result.sum().delivered();
            dropped += result.sum().dropped();
            inGaps += result.sum().inGaps();
            before += result.sum().before();
            connections += result.connections();
        }

        @Override
        public String toString() {
            return printed + " lines printed = " + delivered + " delivered + " + dropped + " dropped + " + inGaps
                    + " in gaps + " + before + " before the first connection that lasted, " + connections
                    + " connections";
        }
    }

    private static Set<String> names(List<Kind> kinds) {
        return kinds.stream().map(Kind::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static final Logger LOG = Logger.getLogger("dev.archon.client");

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }
}
