package dev.archon.client.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.client.internal.console.ContinuityProperties.Round;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.UptimeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Any bytes as the story of a console: of one whose server replays its last lines as it should, and of one that sends and
 * replays whatever it likes. Replayed and fuzzed like {@link dev.archon.client.internal.frame}'s targets.
 *
 * <p>Of the first every line is delivered once and in order, or there is a gap. Of the second no line is delivered more often
 * than it came, and none that never came; other events are delivered once and in order; after the end nothing is held back.
 */
class ContinuityFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final int MOST_ROUNDS = 8;
    private static final int BYTES_OF_ROUND = 6;
    private static final int MOST_STEPS = 400;

    @FuzzTest
    void replays(byte[] story) {
        if (story.length < 3 + BYTES_OF_ROUND) {
            return;
        }
        List<Round> rounds = new ArrayList<>();
        for (int at = 3; at + BYTES_OF_ROUND <= story.length && rounds.size() < MOST_ROUNDS; at += BYTES_OF_ROUND) {
            rounds.add(new Round(
                    upTo(3, story[at]),
                    (story[at + 1] & 1) == 0,
                    (story[at + 2] & 1) == 0 ? 1_000 : upTo(30, story[at + 2]),
                    (story[at + 3] & 1) == 0 ? 1_000 : upTo(30, story[at + 3]),
                    upTo(50, story[at + 4]),
                    upTo(50, story[at + 5])));
        }
        new ContinuityProperties()
                .everyLineComesOnceInOrderOrThereIsAGap(rounds, 1 + upTo(39, story[0]), upTo(30, story[1]), story[2]);
    }

    private static int upTo(int most, byte value) {
        return (value & 0xFF) % (most + 1);
    }

    @FuzzTest
    void sendsAnything(byte[] story) {
        Tally tally = new Tally();
        tally.take(tally.continuity.connected(NOW));
        for (int i = 0; i < Math.min(story.length, MOST_STEPS); i++) {
            step(tally, story[i] & 7, (story[i] & 0xFF) >> 3, i);
        }
        tally.take(tally.continuity.end(NOW));
        assertFalse(tally.continuity.isHolding(), "held back after the end");
        assertEquals(tally.othersReceived, tally.othersDelivered, "other events come once and in order");
        tally.delivered.forEach((line, times) -> assertTrue(
                times <= tally.received.getOrDefault(line, 0),
                () -> line + " came " + tally.received.get(line) + " times and was delivered " + times + " times"));
    }

    private static void step(Tally tally, int kind, int value, int number) {
        switch (kind) {
            case 0 -> tally.receive(log("text " + value % 4));
            case 1 -> tally.receive(log("[12:00:0" + value % 8 + "] [main/INFO]: x"));
            case 2 -> tally.receive(entry(value % 4, value % 8 < 4 ? "\n\tat a\n\tat " + value : ""));
            case 3 -> tally.receive(new UptimeEvent(number));
            case 4 ->
                tally.receive(log("text " + value % 2 + "\r\ntext " + value % 3 + "\n\ntext " + value % 4 + "\n"));
            case 5 -> {
                tally.take(tally.continuity.lost());
                tally.take(tally.continuity.connected(NOW));
            }
            case 6 -> tally.take(tally.continuity.replayOver(NOW, value % 2 == 0));
            default -> tally.take(tally.continuity.stalled(NOW));
        }
    }

    private static ArchonEvent log(String text) {
        return new LogEvent(LogStream.STDOUT, text);
    }

    private static ArchonEvent entry(int time, String throwable) {
        return new Log4jEvent(
                Optional.empty(),
                Optional.of("INFO"),
                Optional.of("main"),
                OptionalLong.of(time),
                Optional.of("entry"),
                throwable.isEmpty() ? Optional.empty() : Optional.of(throwable));
    }

    /** How often each line came and was delivered. */
    private static final class Tally {

        private final Continuity continuity = new Continuity(20, 10_000);
        private final Map<Long, Integer> received = new HashMap<>();
        private final Map<Long, Integer> delivered = new HashMap<>();
        private final List<ArchonEvent> othersReceived = new ArrayList<>();
        private final List<ArchonEvent> othersDelivered = new ArrayList<>();

        void receive(ArchonEvent event) {
            count(event, received, othersReceived);
            take(continuity.receive(List.of(event), 100, NOW));
        }

        void take(Continuity.Passed passed) {
            passed.events().forEach(event -> count(event, delivered, othersDelivered));
            passed.then().ifPresent(this::take);
        }

        private static void count(ArchonEvent event, Map<Long, Integer> lines, List<ArchonEvent> others) {
            if (event instanceof UptimeEvent) {
                others.add(event);
            } else {
                // No entry comes without a message; what is left of one whose message came before shows its prefix
                // again.
                boolean[] prefixAlone = {
                    event instanceof Log4jEvent entry && entry.message().equals(Optional.of(""))
                };
                LineHashes.each(event, line -> {
                    if (!prefixAlone[0]) {
                        lines.merge(line, 1, Integer::sum);
                    }
                    prefixAlone[0] = false;
                });
            }
        }
    }
}
