package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.Log4jLine;
import dev.archon.protocol.event.Log4jEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

/** Lines that are written as bytes against those that are made as objects. */
class EntryLineWriterProperties {

    /** The last Sunday of March 2026, when the clocks of Berlin go from 02:00 to 03:00. */
    private static final long SUMMER_BEGINS =
            Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();

    @Property(tries = 3_000)
    void theBytesAreThoseOfTheObjects(@ForAll("entries") List<Log4jEvent> entries, @ForAll("zones") ZoneId zone) {
        ConsoleFormat format = ConsoleFormat.in(zone);
        EntryLineWriter writer = new EntryLineWriter(format);
        Log4jLine line = new Log4jLine();
        for (Log4jEvent entry : entries) {
            byte[] message = EventCodec.encode(entry);
            assertTrue(line.read(message, 0, message.length), entry.toString());
            byte[] target = new byte[5 + EntryLineWriter.room(line)];
            List<String> written = new ArrayList<>();
            int end = writer.write(
                    line,
                    target,
                    5,
                    (from, to) -> written.add(new String(target, from, to - from, StandardCharsets.UTF_8)));
            assertEquals(format.lines(entry).stream().map(ConsoleLine::text).toList(), written);
            assertTrue(end <= target.length);
        }
        assertEquals(format, writer.format());
    }

    @Provide
    Arbitrary<List<Log4jEvent>> entries() {
        Arbitrary<Optional<String>> texts = texts().optional(0.8);
        Arbitrary<Optional<String>> names =
                Arbitraries.of("main", "Server thread", "", "\u20ac", "a\"b\\").optional(0.8);
        return Combinators.combine(names, names, names, times(), texts, texts)
                .as(Log4jEvent::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns")
                .map(ZoneId::of);
    }

    private static Arbitrary<OptionalLong> times() {
        Arbitrary<Long> any = Arbitraries.longs().between(0, 4_000_000_000_000L);
        Arbitrary<Long> aroundTheChange = Arbitraries.longs().between(SUMMER_BEGINS - 3_000, SUMMER_BEGINS + 3_000);
        return Arbitraries.oneOf(any, aroundTheChange)
                .optional(0.9)
                .map(time -> time.isPresent() ? OptionalLong.of(time.get()) : OptionalLong.empty());
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                        "\n",
                        "\r",
                        "\r\n",
                        "a",
                        "nine chars",
                        " ",
                        "\t",
                        "\u00a0",
                        "\ufeff",
                        "\u2028",
                        "\u000b",
                        "\u0085",
                        "\u3000",
                        "\u00e4",
                        "\u20ac",
                        "\"",
                        "\\",
                        "\u001b[31m",
                        "\tat x",
                        "\ud83d\ude00")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }
}
