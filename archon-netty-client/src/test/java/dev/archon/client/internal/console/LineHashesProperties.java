package dev.archon.client.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A line that is delivered is known again in a replay, whichever of the two was an event and which was a line. */
class LineHashesProperties {

    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneId.of("Asia/Kathmandu"));

    @Property(tries = 3_000)
    void theLinesOfAnEventHaveTheHashesOfTheEvent(@ForAll("events") ArchonEvent event) {
        List<ConsoleLine> lines = FORMAT.lines(event);
        List<Long> hashes = hashes(event);
        assertEquals(lines.stream().map(LineHashes::of).toList(), hashes);
        assertEquals(ConsoleFormat.count(event), hashes.size());
    }

    @Property(tries = 3_000)
    void aPartOfAnEventHasTheHashesOfItsLines(@ForAll("events") ArchonEvent event, @ForAll long choice) {
        List<Long> all = hashes(event);
        boolean[] keep = new boolean[all.size()];
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < keep.length; i++) {
            keep[i] = ((choice >>> (i % Long.SIZE)) & 1) != 0;
            if (keep[i]) {
                expected.add(all.get(i));
            }
        }
        // White space is trimmed of a message, and so of another line if that comes to stand first or last.
        boolean trimmed = event instanceof Log4jEvent entry
                && entry.message()
                        .filter(text -> text.matches("(?s).*[ \u00a0].*"))
                        .isPresent();
        if (!expected.isEmpty() && !trimmed && (!(event instanceof Log4jEvent) || keep[0])) {
            assertEquals(expected, hashes(LineHashes.only(event, keep)));
        }
    }

    @Property(tries = 3_000)
    void anotherTextIsAnotherLine(@ForAll("texts") String text, @ForAll("texts") String other) {
        if (!of(text).equals(of(other))) {
            assertNotEquals(hashes(of(text)), hashes(of(other)));
        }
    }

    private static LogEvent of(String text) {
        return new LogEvent(Optional.empty(), "x" + text.replaceAll("[\r\n]", "y"));
    }

    private static List<Long> hashes(ArchonEvent event) {
        List<Long> hashes = new ArrayList<>();
        LineHashes.each(event, hashes::add);
        return Collections.unmodifiableList(hashes);
    }

    @Provide
    Arbitrary<ArchonEvent> events() {
        Arbitrary<LogEvent> logs = texts().map(text -> new LogEvent(Optional.of("stdout"), text));
        Arbitrary<Optional<String>> names =
                Arbitraries.of("main", "Server thread", "", "\u20ac", "INFO").optional(0.8);
        Arbitrary<OptionalLong> times = Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .optional(0.8)
                .map(time -> time.isPresent() ? OptionalLong.of(time.get()) : OptionalLong.empty());
        Arbitrary<Log4jEvent> entries = Combinators.combine(
                        names, names, names, times, texts().optional(0.9), texts().optional(0.4))
                .as(Log4jEvent::new);
        return Arbitraries.oneOf(logs, entries);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("\n", "\r\n", "a", "b", "nine chars", " ", "\u00a0", "\u001c", "\u20ac", "[12:34:56] ")
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }
}
