package dev.archon.client.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A server with a bounded history and a client that loses its connection, in any rhythm. */
class ContinuityProperties {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Property
    void everyLineComesOnceInOrderOrThereIsAGap(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 40) Integer> seen,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 40) Integer> missed,
            @ForAll @IntRange(min = 1, max = 30) int history,
            @ForAll @IntRange(min = 0, max = 30) int moreThanHistory,
            @ForAll @IntRange(min = 1, max = 10) int cut) {
        Server server = new Server(history);
        Client client = new Client(new Continuity(history + moreThanHistory, 1 << 20), cut);
        for (int i = 0; i < Math.min(seen.size(), missed.size()); i++) {
            client.connect(server.replay());
            client.receive(server.print(seen.get(i)));
            client.loseConnection();
            server.print(missed.get(i));
        }
        client.connect(server.replay());
        client.receive(server.print(1));
        client.finish();
        // What was printed before the first line that came is nobody's gap.
        List<ArchonEvent> sinceFirst = server.all.subList(Client.number(client.delivered.get(0)), server.all.size());
        assertEquals(sinceFirst, client.withGapsFilled(server.all));
        assertTrue(client.gaps <= client.neededGaps, client.gaps + " gaps, " + client.neededGaps + " needed");
    }

    /** Lines without a time are often alike; then at least nothing is out of order and nothing is lost but repetitions. */
    @Property
    void linesThatAreAlikeAreNeverOutOfOrder(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 2) Integer> texts,
            @ForAll @IntRange(min = 1, max = 59) int lost,
            @ForAll @IntRange(min = 1, max = 60) int history) {
        Continuity continuity = new Continuity(100, 1 << 20);
        List<ArchonEvent> all = texts.stream().map(i -> line("x" + i)).toList();
        int at = Math.min(lost, all.size());
        List<ArchonEvent> delivered =
                new ArrayList<>(continuity.receive(all.subList(0, at), 1, NOW).events());
        continuity.connected(NOW);
        List<ArchonEvent> replay = all.subList(Math.max(0, all.size() - history), all.size());
        delivered.addAll(continuity.receive(replay, 1, NOW).events());
        delivered.addAll(continuity.conclude().events());
        // What was delivered last is the end of the replay, and nothing but it.
        List<ArchonEvent> second = delivered.subList(at, delivered.size());
        assertEquals(replay.subList(replay.size() - second.size(), replay.size()), second);
    }

    private static ArchonEvent line(String text) {
        return new LogEvent(LogStream.STDOUT, text);
    }

    private static final class Server {

        private final int history;
        private final List<ArchonEvent> all = new ArrayList<>();

        Server(int history) {
            this.history = history;
        }

        List<ArchonEvent> print(int count) {
            int from = all.size();
            for (int i = 0; i < count; i++) {
                all.add(line("line " + all.size()));
            }
            return List.copyOf(all.subList(from, all.size()));
        }

        List<ArchonEvent> replay() {
            return List.copyOf(all.subList(Math.max(0, all.size() - history), all.size()));
        }
    }

    private static final class Client {

        private static final ArchonEvent GAP = line("a gap");

        private final Continuity continuity;
        private final int cut;
        private final List<ArchonEvent> delivered = new ArrayList<>();
        private int newestReceived = -1;
        private int gaps;
        private int neededGaps;

        Client(Continuity continuity, int cut) {
            this.continuity = continuity;
            this.cut = cut;
        }

        void connect(List<ArchonEvent> replay) {
            take(continuity.connected(NOW));
            if (newestReceived >= 0) {
                boolean reachesBack = replay.stream().anyMatch(event -> number(event) == newestReceived);
                neededGaps += reachesBack ? 0 : 1;
            }
            receive(replay);
        }

        void receive(List<ArchonEvent> events) {
            for (int from = 0; from < events.size(); from += cut) {
                List<ArchonEvent> read = events.subList(from, Math.min(events.size(), from + cut));
                newestReceived = number(read.get(read.size() - 1));
                take(continuity.receive(read, read.size(), NOW));
            }
        }

        void loseConnection() {
            finish();
        }

        void finish() {
            take(continuity.conclude());
        }

        private void take(Continuity.Passed passed) {
            if (passed.gap().isPresent()) {
                gaps++;
                delivered.add(GAP);
            }
            delivered.addAll(passed.events());
        }

        /** What was delivered, with every gap replaced by what is missing there. */
        List<ArchonEvent> withGapsFilled(List<ArchonEvent> all) {
            int first = number(delivered.get(0));
            List<ArchonEvent> filled = new ArrayList<>();
            for (int i = 0; i < delivered.size(); i++) {
                if (delivered.get(i) != GAP) {
                    filled.add(delivered.get(i));
                    continue;
                }
                int next = number(delivered.get(i + 1));
                filled.addAll(all.subList(Math.min(first + filled.size(), next), next));
            }
            return filled;
        }

        private static int number(ArchonEvent event) {
            return event instanceof LogEvent log
                    ? Integer.parseInt(log.message().substring("line ".length()))
                    : -1;
        }
    }
}
