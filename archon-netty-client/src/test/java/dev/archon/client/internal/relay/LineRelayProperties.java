package dev.archon.client.internal.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.scan.Log4jLine;
import dev.archon.protocol.scan.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Relays give the bytes of the lines that handlers get. */
class LineRelayProperties {

    /** Of two time zones, in seconds: offsets that were never whole hours, and winters and summers. */
    private static final Long[] TRANSITIONS = {-1_577_943_676L, 504_901_800L, 1_774_746_000L, 1_792_890_000L};

    private final ConsoleFormat never = ConsoleFormat.in(ZoneId.of("Asia/Kathmandu"));
    private final ConsoleFormat summers = ConsoleFormat.in(ZoneId.of("Europe/Berlin"));

    @Property(tries = 2_000)
    void everyLineOfEitherKindIsRelayedAsHandlersGetIt(
            @ForAll("events") List<ArchonEvent> events, @ForAll boolean hasSummers) {
        ConsoleFormat format = hasSummers ? summers : never;
        List<String> relayed = new ArrayList<>();
        LogRelays relays = new LogRelays(() -> false, format, error -> {
            throw new AssertionError(error);
        });
        relays.add(lines -> {
            for (int i = 0; i < lines.size(); i++) {
                relayed.add(lines.text(i));
            }
        });
        LineCollector collector = LineCollector.current();
        LogLine line = new LogLine();
        Log4jLine logged = new Log4jLine();
        List<String> expected = new ArrayList<>();
        for (ArchonEvent event : events) {
            byte[] message = EventCodec.encode(event);
            collector.begin(message);
            if (line.read(message, 0, message.length)) {
                collector.add(line);
            } else if (logged.read(message, 0, message.length)) {
                collector.add(logged, format);
            } else if (event instanceof LogEvent log) {
                collector.add(log);
            } else if (event instanceof Log4jEvent entry) {
                collector.add(entry, format);
            }
            collector.deliver(relays);
            format.lines(event).stream().map(LineRelayProperties::asUtf8).forEach(expected::add);
        }
        assertEquals(expected, relayed);
    }

    /** Half of a surrogate pair has no UTF-8. */
    private static String asUtf8(ConsoleLine line) {
        return new String(line.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<List<ArchonEvent>> events() {
        Arbitrary<String> texts = Arbitraries.of(
                        "a",
                        "\n",
                        "\r\n",
                        " ",
                        "\"",
                        "\u001b[3m",
                        "é",
                        "\u00a0",
                        "\u3000",
                        "\ufeff",
                        "\u2028",
                        "😀",
                        "\u20ac",
                        "\ud800")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        Arbitrary<Optional<String>> optional = texts.optional();
        Arbitrary<OptionalLong> times = Arbitraries.oneOf(
                        Arbitraries.longs().between(-4_000_000_000_000L, 4_000_000_000_000L),
                        Arbitraries.of(TRANSITIONS)
                                .flatMap(at -> Arbitraries.longs().between(at * 1_000 - 2_000, at * 1_000 + 2_000)))
                .optional()
                .map(time -> time.isPresent() ? OptionalLong.of(time.get()) : OptionalLong.empty());
        Arbitrary<ArchonEvent> log = Combinators.combine(Arbitraries.of(LogStream.STDOUT, LogStream.STDERR), texts)
                .as(LogEvent::new);
        Arbitrary<ArchonEvent> entries = Combinators.combine(optional, optional, optional, times, optional, optional)
                .as(Log4jEvent::new);
        return Arbitraries.oneOf(log, entries).list().ofMaxSize(6);
    }
}
