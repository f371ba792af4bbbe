package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.scan.EntryLineWriter;
import dev.archon.protocol.scan.Log4jLine;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lines that are written as bytes against those that are made as objects. */
class EntryLineWriterProperties {

    @Property(tries = 3_000)
    void theBytesAreThoseOfTheObjects(@ForAll("entries") List<Log4jEvent> entries, @ForAll("zones") ZoneId zone) {
        ConsoleFormat format = ConsoleFormat.in(zone);
        EntryLineWriter writer = new EntryLineWriter(format.zone().getRules());
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
    }

    @Provide
    Arbitrary<List<Log4jEvent>> entries() {
        return GeneratedEntries.entries().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns")
                .map(ZoneId::of);
    }
}
