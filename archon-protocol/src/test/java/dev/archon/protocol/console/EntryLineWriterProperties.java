package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.scan.EntryLineWriter;
import dev.archon.protocol.scan.Log4jLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

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

    /** Forwards and backwards, since what a server replays need not be in order. */
    @Property(tries = 200)
    void eachSecondIsThatOfTheObjectsAlsoWhereTheOffsetChanges(
            @ForAll("changes") OffsetChange change, @ForAll @LongRange(min = -2_500, max = 2_500) long step) {
        ConsoleFormat format = ConsoleFormat.in(change.zone());
        EntryLineWriter writer = new EntryLineWriter(format.zone().getRules());
        Log4jLine line = new Log4jLine();
        for (int i = -60; i <= 60; i++) {
            Log4jEvent entry = Log4jEvent.builder()
                    .timestampMillis(change.at().toEpochMilli() + i * step)
                    .build();
            byte[] message = EventCodec.encode(entry);
            assertTrue(line.read(message, 0, message.length));
            byte[] target = new byte[EntryLineWriter.room(line)];
            int end = writer.putPrefix(line, target, 0);
            assertEquals(format.prefix(entry), new String(target, 0, end, StandardCharsets.UTF_8));
        }
    }

    /** When a zone changes its offset, or has no such time near. */
    private record OffsetChange(ZoneId zone, Instant at) {

        static OffsetChange of(String zone, String at) {
            return new OffsetChange(ZoneId.of(zone), Instant.parse(at));
        }
    }

    @Property(tries = 3_000)
    void inPlaceTheLineIsTheSameAndNothingElseChanges(
            @ForAll("entry") Log4jEvent entry, @ForAll("zones") ZoneId zone, @ForAll @IntRange(max = 50) int before) {
        ConsoleFormat format = ConsoleFormat.in(zone);
        Log4jLine line = new Log4jLine();
        byte[] array = readWithKnownNames(line, entry, before);
        byte[] untouched = array.clone();
        List<String> written = new ArrayList<>();

        boolean inPlace = new EntryLineWriter(format.zone().getRules())
                .writeInPlace(
                        line,
                        array,
                        (from, to) -> written.add(new String(array, from, to - from, StandardCharsets.UTF_8)));

        assertEquals(
                inPlace ? format.lines(entry).stream().map(ConsoleLine::text).toList() : List.of(), written);
        assertEquals(entry, line.event());
        int from = inPlace ? before : array.length;
        int to = inPlace ? line.message().start() : array.length;
        assertArrayEquals(Arrays.copyOf(untouched, from), Arrays.copyOf(array, from));
        assertArrayEquals(Arrays.copyOfRange(untouched, to, array.length), Arrays.copyOfRange(array, to, array.length));
    }

    @Example
    void aLineWhoseNamesAreKnownIsWrittenInPlace() {
        for (String thread : List.of("", "Server thread", "n".repeat(60))) {
            Log4jEvent entry = Log4jEvent.builder()
                    .loggerName("net.minecraft.server.MinecraftServer")
                    .level("INFO")
                    .threadName(thread)
                    .timestampMillis(1_793_491_200_000L)
                    .message("Done")
                    .build();
            Log4jLine line = new Log4jLine();
            byte[] array = readWithKnownNames(line, entry, 0);

            assertTrue(
                    new EntryLineWriter(ZoneOffset.UTC.getRules()).writeInPlace(line, array, (from, to) -> {}), thread);
        }
    }

    @Example
    void anEntryWithoutAMessageDoesNotGetTheOneBeforeInTheSameArray() {
        Log4jEvent.Builder builder = Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level("INFO")
                .threadName("Server thread")
                .timestampMillis(1_793_491_200_000L);
        Log4jLine line = new Log4jLine();
        byte[] without = EventCodec.encode(builder.build());
        byte[] with = EventCodec.encode(builder.message("Done").build());
        byte[] array = new byte[with.length + without.length];
        System.arraycopy(with, 0, array, 0, with.length);
        System.arraycopy(without, 0, array, with.length, without.length);
        for (int i = 0; i < 4; i++) {
            assertTrue(line.read(array, 0, with.length));
        }
        assertTrue(line.read(array, with.length, without.length));
        byte[] untouched = array.clone();

        assertEquals(List.of(), inPlaceOrNone(line, array));
        assertArrayEquals(untouched, array);
    }

    @Example
    void anEntryInPlaceOfWhichNothingIsShownIsNoLine() {
        Log4jEvent entry = Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level("")
                .threadName("")
                .message(" ".repeat(10))
                .build();
        Log4jLine line = new Log4jLine();
        byte[] array = readWithKnownNames(line, entry, 0);

        assertTrue(new EntryLineWriter(ZoneOffset.UTC.getRules()).writeInPlace(line, array, (from, to) -> {
            throw new AssertionError("a line from " + from + " to " + to);
        }));
    }

    @Example
    void namesOfAnyLengthAreWrittenInPlace() {
        for (int length = 0; length < 120; length++) {
            Log4jEvent entry = Log4jEvent.builder()
                    .loggerName("net.minecraft.server.MinecraftServer")
                    .level("INFO")
                    .threadName("n".repeat(length))
                    .message("Done")
                    .build();
            Log4jLine line = new Log4jLine();
            byte[] array = readWithKnownNames(line, entry, 0);

            assertEquals(
                    List.of(length == 0 ? "[INFO]: Done" : "[" + "n".repeat(length) + "/INFO]: Done"),
                    inPlaceOrNone(line, array));
        }
    }

    private static List<String> inPlaceOrNone(Log4jLine line, byte[] array) {
        List<String> written = new ArrayList<>();
        new EntryLineWriter(ZoneOffset.UTC.getRules())
                .writeInPlace(
                        line,
                        array,
                        (from, to) -> written.add(new String(array, from, to - from, StandardCharsets.UTF_8)));
        return written;
    }

    /** Reads it so often that its names are known, at last behind some other bytes. */
    private static byte[] readWithKnownNames(Log4jLine line, Log4jEvent entry, int before) {
        byte[] message = EventCodec.encode(entry);
        byte[] array = new byte[before + message.length + 7];
        Arrays.fill(array, (byte) '#');
        System.arraycopy(message, 0, array, before, message.length);
        for (int i = 0; i < 4; i++) {
            assertTrue(line.read(array, before, message.length), entry.toString());
        }
        return array;
    }

    @Provide
    Arbitrary<Log4jEvent> entry() {
        return GeneratedEntries.entries();
    }

    @Provide
    Arbitrary<List<Log4jEvent>> entries() {
        return GeneratedEntries.entries().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<OffsetChange> changes() {
        return Arbitraries.of(
                OffsetChange.of("UTC", "2026-11-28T23:59:59.500Z"),
                OffsetChange.of("Europe/Berlin", "2026-03-29T01:00:00Z"),
                OffsetChange.of("Europe/Berlin", "2026-10-25T01:00:00Z"),
                OffsetChange.of("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
                // By 44 minutes and 30 seconds, so that a local minute has only half its seconds.
                OffsetChange.of("Africa/Monrovia", "1972-01-07T00:44:30Z"));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns")
                .map(ZoneId::of);
    }
}
