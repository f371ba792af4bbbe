package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecentLinesProperties {

    private static final int OBJECTS = 128;

    private final ConsoleFormat format = ConsoleFormat.in(ZoneOffset.UTC);

    @Property
    void theyAreTheLongestEndOfTheConsoleWithinTheBounds(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 400) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 20) int maxLines,
            @ForAll @IntRange(min = 1, max = 4_000) int maxBytes) {
        RecentLines recent = new RecentLines(maxLines, maxBytes);
        List<ConsoleLine> all = new ArrayList<>();
        for (int length : lengths) {
            List<ConsoleLine> lines = format.lines(new LogEvent(LogStream.STDOUT, all.size() + "x".repeat(length)));
            all.addAll(lines);
            recent.add(lines);
            List<ConsoleLine> kept = recent.get();
            int from = all.size() - kept.size();
            assertEquals(all.subList(from, all.size()), kept);
            assertTrue(kept.size() <= maxLines && bytes(kept) <= maxBytes, "more is kept than may be");
            boolean complete =
                    from == 0 || kept.size() == maxLines || bytes(all.subList(from - 1, all.size())) > maxBytes;
            assertTrue(complete || wasTooLarge(all, maxBytes), "one more would fit");
        }
    }

    /** A line that is larger than the bound takes with it those before it. */
    private static boolean wasTooLarge(List<ConsoleLine> all, int maxBytes) {
        return all.stream().anyMatch(line -> bytes(List.of(line)) > maxBytes);
    }

    private static long bytes(List<ConsoleLine> lines) {
        return lines.stream()
                .mapToLong(line -> OBJECTS + 2L * line.text().length())
                .sum();
    }
}
