package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever lines come whenever: each is handed over once, in time, and at the place where the panel has it. */
class TraceOrderProperties {

    private static final long LIMIT = 300;

    private final ConsoleFormat format = ConsoleFormat.in(ZoneOffset.UTC);

    @Property
    void everyLineComesOnceAndInTimeAndWherePlainRulesPutIt(
            @ForAll("texts") List<String> texts,
            @ForAll List<@IntRange(max = 150) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 20) int limit) {
        List<ConsoleLine> out = new ArrayList<>();
        TraceOrder order = new TraceOrder(Duration.ofNanos(LIMIT), limit, out::add);
        List<ConsoleLine> expected = new ArrayList<>();
        List<ConsoleLine> batch = new ArrayList<>();
        long since = 0;
        long now = 0;
        for (int i = 0; i < texts.size(); i++) {
            now += i < gaps.size() ? gaps.get(i) : 0;
            ConsoleLine line =
                    format.lines(new LogEvent(LogStream.STDOUT, texts.get(i))).get(0);
            if (!batch.isEmpty() && (now - since >= LIMIT || batch.size() == limit)) {
                expected.addAll(inThePanelsOrder(batch));
                batch.clear();
            }
            since = batch.isEmpty() ? now : since;
            batch.add(line);
            order.add(line, now);
            assertEquals(expected, out);
            assertTrue(order.releaseAt().orElseThrow() - now <= LIMIT);
        }
        order.release();
        expected.addAll(inThePanelsOrder(batch));
        assertEquals(expected, out);
        assertTrue(order.releaseAt().isEmpty());
    }

    /** Moves each line up by itself. */
    private static List<ConsoleLine> inThePanelsOrder(List<ConsoleLine> batch) {
        List<ConsoleLine> shown = new ArrayList<>();
        int anchor = -1;
        for (ConsoleLine line : batch) {
            boolean moved = !line.showsTime()
                    && Stream.of(LogLevel.ERROR, LogLevel.UNKNOWN).anyMatch(level -> level == line.level());
            if (moved && anchor >= 0) {
                anchor++;
                shown.add(anchor, line);
            } else {
                shown.add(line);
                if (line.level() == LogLevel.ERROR || line.level() == LogLevel.WARN) {
                    anchor = shown.size() - 1;
                }
            }
        }
        return shown;
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "[12:00:00] [a/INFO]: x",
                        "[12:00:00] [a/WARN]: x",
                        "[12:00:00] [a/ERROR]: x",
                        "plain",
                        "\tat x",
                        "java.lang.Exception: x",
                        "/WARN",
                        "/INFO",
                        "[12:00:00] y")
                .list()
                .ofMaxSize(30);
    }
}
