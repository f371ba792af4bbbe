package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The simulator counts the lines that a client shows. */
class ConsoleLinesProperties {

    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneOffset.UTC);

    @Property
    void asManyLinesAreCountedAsAreShown(@ForAll("events") ArchonEvent event) {
        assertEquals(FORMAT.lines(event).size(), ConsoleFormat.count(event));
    }

    @Provide
    Arbitrary<ArchonEvent> events() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars('a', ' ', '\n', '\r', '\t', '\u00a0', '\u2003')
                .ofMaxLength(8);
        Arbitrary<ArchonEvent> logs = texts.map(text -> new LogEvent(LogStream.STDOUT, text));
        Arbitrary<ArchonEvent> entries = Combinators.combine(
                        texts.optional(), texts.optional(), Arbitraries.of("", "INFO"), Arbitraries.of("", "main"))
                .as((message, throwable, level, thread) -> {
                    Log4jEvent.Builder entry = Log4jEvent.builder();
                    message.ifPresent(entry::message);
                    throwable.ifPresent(entry::throwable);
                    if (!level.isEmpty()) {
                        entry.level(level);
                    }
                    if (!thread.isEmpty()) {
                        entry.threadName(thread);
                    }
                    return entry.build();
                });
        return Arbitraries.oneOf(logs, entries);
    }
}
