package dev.archon.client.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A server with a bounded history and a client that loses its connection, in any rhythm and in any chunks. */
class ContinuityProperties {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    /**
     * What happens from one connection to the next.
     *
     * @param early how many lines are told before the replay, which has them too if {@code earlyInHistory}
     * @param earlyInHistory whether the server takes its history after it has told of them
     * @param cutAfter after how many events of the replay the connection is lost; more than there are for never
     * @param overAfter after how many of them the client's time for a replay is over
     * @param live how many lines come behind the replay
     * @param missed how many are printed while there is no connection
     */
    record Round(int early, boolean earlyInHistory, int cutAfter, int overAfter, int live, int missed) {}

    @Property(tries = 5_000)
    void everyLineComesOnceInOrderOrThereIsAGap(
            @ForAll("rounds") List<Round> rounds,
            @ForAll @IntRange(min = 1, max = 40) int history,
            @ForAll @IntRange(min = 0, max = 30) int moreThanHistory,
            @ForAll long seed) {
        TestConsole server = new TestConsole(history, seed);
        TestClient client =
                new TestClient(new Continuity(history + TestConsole.LONGEST_ENTRY + moreThanHistory, 1 << 20));
        server.print(1);
        client.connect(server.replay());
        for (Round round : rounds) {
            List<ArchonEvent> live = server.print(round.live());
            if (client.isConnected) {
                client.receive(live);
                client.loseConnection();
            }
            server.print(round.missed());
            client.connected();
            List<ArchonEvent> before = server.replay();
            List<ArchonEvent> early = server.print(round.early());
            List<ArchonEvent> after = server.replay();
            // Where the history does not reach back, nothing says where it begins.
            boolean reachesBack = client.reachesBack(after);
            if (reachesBack) {
                client.receive(early);
            }
            int cutAfter = reachesBack || !client.isHolding() ? round.cutAfter() : Integer.MAX_VALUE;
            client.replay(round.earlyInHistory() || !reachesBack ? after : before, cutAfter, round.overAfter());
        }
        client.loseConnection();
        client.connect(server.replay());
        client.finish();
        client.check();
    }

    @Provide
    Arbitrary<List<Round>> rounds() {
        Arbitrary<Integer> few = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 3)));
        Arbitrary<Integer> some = Arbitraries.integers().between(0, 50);
        Arbitrary<Integer> seldom = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.integers().between(0, 30)), Tuple.of(1, Arbitraries.just(1_000)));
        return Combinators.combine(few, Arbitraries.of(true, false), seldom, seldom, some, some)
                .as(Round::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** Lines without a time are often alike; then at least nothing is made up, and nothing is lost but repetitions. */
    @Property
    void ofLinesThatAreAlikeOnlyRepetitionsAreLost(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 2) Integer> texts,
            @ForAll @IntRange(min = 1, max = 59) int lost,
            @ForAll @IntRange(min = 1, max = 60) int history) {
        Continuity continuity = new Continuity(100, 1 << 20);
        List<ArchonEvent> all =
                texts.stream().<ArchonEvent>map(text -> line("text " + text)).collect(Collectors.toList());
        int at = Math.min(lost, all.size());
        continuity.connected(NOW);
        List<ArchonEvent> delivered =
                new ArrayList<>(continuity.receive(all.subList(0, at), at, NOW).events());
        List<ArchonEvent> replay = all.subList(Math.max(0, all.size() - history), all.size());
        delivered.addAll(continuity.connected(NOW).events());
        delivered.addAll(continuity.receive(replay, replay.size(), NOW).events());
        delivered.addAll(continuity.end(NOW).events());
        List<ArchonEvent> madeUp = new ArrayList<>(delivered.subList(at, delivered.size()));
        replay.forEach(madeUp::remove);
        assertEquals(List.of(), madeUp);
        assertTrue(delivered.containsAll(replay), () -> replay + " replayed, " + delivered);
    }

    /** However slowly the replay comes, and wherever it is cut off. */
    @Property
    void linesThatAreAlikeComeAsOftenAsTheyWerePrintedIfTheHistoryHasAllOfThem(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 2) Integer> texts,
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 60) Integer> cuts,
            @ForAll @IntRange(min = 0, max = 60) int overAfter) {
        Continuity continuity = new Continuity(100, 1 << 20);
        List<ArchonEvent> all =
                texts.stream().<ArchonEvent>map(text -> line("text " + text)).collect(Collectors.toList());
        List<ArchonEvent> delivered = new ArrayList<>();
        for (int cut : Stream.concat(cuts.stream(), Stream.of(all.size())).toList()) {
            delivered.addAll(continuity.connected(NOW).events());
            for (int i = 0; i < Math.min(cut, all.size()); i++) {
                delivered.addAll(
                        continuity.receive(all.subList(i, i + 1), 1, NOW).events());
                if (i == overAfter) {
                    delivered.addAll(continuity.replayOver(NOW, false).events());
                }
            }
        }
        assertEquals(all, delivered);
    }

    private static ArchonEvent line(String text) {
        return new LogEvent(LogStream.STDOUT, text);
    }

    /** A client that notes the numbers of the lines that go on to its handlers. */
    private static final class TestClient {

        private static final int GAP = -1;

        private final Continuity continuity;
        private final List<Integer> delivered = new ArrayList<>();
        private final Set<Integer> received = new TreeSet<>();
        private int neededGaps;
        private boolean first = true;
        private boolean isConnected;

        TestClient(Continuity continuity) {
            this.continuity = continuity;
        }

        void connect(List<ArchonEvent> replay) {
            connected();
            replay(replay, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }

        void connected() {
            isConnected = true;
            take(continuity.connected(NOW));
        }

        void replay(List<ArchonEvent> replay, int cutAfter, int overAfter) {
            neededGaps += first || reachesBack(replay) ? 0 : 1;
            first = false;
            for (int i = 0; i < replay.size(); i++) {
                if (i == cutAfter) {
                    loseConnection();
                    return;
                }
                if (i == Math.max(1, overAfter)) {
                    take(continuity.replayOver(NOW, true));
                }
                receive(replay.subList(i, i + 1));
            }
            take(continuity.replayOver(NOW, true));
            take(continuity.end(NOW));
        }

        boolean isHolding() {
            return continuity.isHolding();
        }

        boolean reachesBack(List<ArchonEvent> replay) {
            return replay.stream()
                    .flatMap(event -> TestConsole.numbers(event).stream())
                    .anyMatch(number -> number == newest());
        }

        void receive(List<ArchonEvent> events) {
            if (!events.isEmpty()) {
                events.forEach(event -> received.addAll(TestConsole.numbers(event)));
                take(continuity.receive(events, 100L * events.size(), NOW));
            }
        }

        void loseConnection() {
            take(continuity.lost());
            isConnected = false;
            // Of lines whose replay was cut off it is not known what was in front of them.
            neededGaps += continuity.isHolding() ? 1 : 0;
        }

        void finish() {
            // Lines whose replay never came may have others in front of them.
            neededGaps += continuity.isHolding() ? 1 : 0;
            take(continuity.end(NOW));
        }

        private int newest() {
            return delivered.stream().mapToInt(Integer::intValue).max().orElse(GAP);
        }

        private void take(Continuity.Passed passed) {
            if (passed.gap().isPresent()) {
                delivered.add(GAP);
            }
            passed.events().forEach(event -> delivered.addAll(TestConsole.numbers(event)));
            passed.then().ifPresent(this::take);
        }

        void check() {
            int last = delivered.get(0) - 1;
            int gaps = 0;
            boolean mayJump = false;
            for (int number : delivered) {
                if (number == GAP) {
                    gaps++;
                    mayJump = true;
                } else {
                    assertTrue(mayJump ? number > last : number == last + 1, () -> "in " + delivered);
                    last = number;
                    mayJump = false;
                }
            }
            assertTrue(gaps <= neededGaps, gaps + " gaps, " + neededGaps + " needed, in " + delivered);
            assertTrue(delivered.containsAll(received), () -> received + " received, " + delivered);
        }
    }
}
