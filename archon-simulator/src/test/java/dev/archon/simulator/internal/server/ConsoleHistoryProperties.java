package dev.archon.simulator.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.scan.LineSplitter;
import dev.archon.simulator.internal.wire.BlockWriter;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What a client reads of the history, whatever it holds and in whatever chunks it comes. */
class ConsoleHistoryProperties {

    @Property
    void inAnyChunksTheHistoryHasTheSameLinesAndCounts(
            @ForAll("consoles") List<ArchonEvent> console, @ForAll @IntRange(min = 1, max = 12) int chunk) {
        Replayed whole = replay(console, 1, 1000);
        Replayed inChunks = replay(console, chunk, 1000);

        assertEquals(console, whole.events);
        assertEquals(lines(console), lines(inChunks.events));
        assertEquals(streams(console), streams(inChunks.events));
        assertEquals(lines(console).size(), whole.lineCount);
        assertEquals(lines(console).size(), inChunks.lineCount);
    }

    @Property
    void entriesStayMessagesOfTheirOwnAndAChunkIsOfOneStreamAndFull(
            @ForAll("consoles") List<ArchonEvent> console, @ForAll @IntRange(min = 2, max = 12) int chunk) {
        List<ArchonEvent> replayed = replay(console, chunk, 1000).events;

        assertEquals(entries(console), entries(replayed));
        for (int i = 0; i + 1 < replayed.size(); i++) {
            // Short is only what an entry or another stream follows, and the last one.
            if (replayed.get(i) instanceof LogEvent log
                    && replayed.get(i + 1) instanceof LogEvent next
                    && log.stream().equals(next.stream())) {
                assertTrue(ConsoleFormat.count(log) >= chunk, replayed.toString());
            }
        }
    }

    @Property
    void theNewestAreKeptWithinTheLimitOfLines(
            @ForAll("consoles") List<ArchonEvent> console, @ForAll @IntRange(min = 1, max = 20) int limit) {
        List<ArchonEvent> kept = replay(console, 1, limit).events;

        assertEquals(console.subList(console.size() - kept.size(), console.size()), kept);
        assertTrue(lines(kept).size() <= limit || kept.size() == 1, kept.toString());
        if (kept.size() < console.size()) {
            List<ArchonEvent> oneMore = console.subList(console.size() - kept.size() - 1, console.size());
            assertTrue(lines(oneMore).size() > limit, "more would have fitted: " + kept);
        }
    }

    @Property
    void ofManyLinesThatComeNextOnlyTheLastHaveToBeAdded(
            @ForAll("consoles") List<ArchonEvent> former,
            @ForAll @IntRange(max = 30) int limit,
            @ForAll @IntRange(min = 1, max = 100) int count,
            @ForAll @IntRange(min = 1000, max = 8000) int room) {
        ConsoleHistory all = new ConsoleHistory(limit, 1, room);
        ConsoleHistory last = new ConsoleHistory(limit, 1, room);
        for (ArchonEvent event : former) {
            all.add(EventCodec.encode(event), ConsoleFormat.count(event));
            last.add(EventCodec.encode(event), ConsoleFormat.count(event));
        }
        for (int i = 0; i < count; i++) {
            byte[] line = EventCodec.encode(new LogEvent(LogStream.STDOUT, "x".repeat(100) + i));
            all.add(line, 1);
            if (i >= count - last.most(count)) {
                last.add(line, 1);
            }
        }

        assertEquals(all.log(), last.log());
    }

    private record Replayed(List<ArchonEvent> events, int lineCount) {}

    private static Replayed replay(List<ArchonEvent> console, int chunk, int limit) {
        ConsoleHistory history = new ConsoleHistory(limit, chunk, 1 << 20);
        console.forEach(event -> history.add(EventCodec.encode(event), ConsoleFormat.count(event)));
        List<ArchonEvent> events = new ArrayList<>();
        int[] lineCount = {0};
        BlockWriter out = new BlockWriter(block -> {
            lineCount[0] += block.logLines();
            ByteBuf frames = block.buffer();
            while (frames.isReadable()) {
                frames.skipBytes(1);
                int length = frames.readUnsignedByte();
                byte[] payload = new byte[length == 126 ? frames.readUnsignedShort() : length];
                frames.readBytes(payload);
                events.add(decode(payload));
            }
        });
        history.replay(out);
        out.flush();
        return new Replayed(events, lineCount[0]);
    }

    private static ArchonEvent decode(byte[] payload) {
        try {
            return EventCodec.decode(payload);
        } catch (ProtocolException e) {
            throw new AssertionError("the history sent what cannot be read", e);
        }
    }

    private static List<ArchonEvent> entries(List<ArchonEvent> events) {
        return events.stream().filter(Log4jEvent.class::isInstance).toList();
    }

    private static List<String> lines(List<ArchonEvent> events) {
        List<String> lines = new ArrayList<>();
        for (ArchonEvent event : events) {
            if (event instanceof LogEvent log) {
                split(log.message(), lines);
            } else if (event instanceof Log4jEvent entry) {
                split(entry.message().orElseThrow(), lines);
                split(entry.throwable().orElse(""), lines);
            }
        }
        return lines;
    }

    /** The stream of every line of text, as it was sent. */
    private static List<Optional<String>> streams(List<ArchonEvent> events) {
        List<Optional<String>> streams = new ArrayList<>();
        for (ArchonEvent event : events) {
            if (event instanceof LogEvent log) {
                LineSplitter.split(log.message(), (from, to) -> streams.add(log.stream()));
            }
        }
        return streams;
    }

    private static void split(String text, List<String> lines) {
        LineSplitter.split(text, (from, to) -> lines.add(text.substring(from, to)));
    }

    @Provide
    Arbitrary<List<ArchonEvent>> consoles() {
        Arbitrary<String> texts =
                Arbitraries.of("a", "b", "c\nd", "e\r\n\nf\n", "[12:00:00] [main/INFO]: g", "\ud83d\udc4d");
        // Older servers name no stream, and later ones may have more.
        Arbitrary<Optional<String>> streams =
                Arbitraries.of("stdout", "stderr", "stdlog", "stdaux").optional(0.8);
        Arbitrary<ArchonEvent> logs =
                Combinators.combine(streams, texts).as((stream, text) -> new LogEvent(stream, text));
        Arbitrary<ArchonEvent> entries = texts.flatMap(text -> Arbitraries.of("", "x\n\tat y\n")
                .map(trace -> trace.isEmpty()
                        ? Log4jEvent.builder().message(text).build()
                        : Log4jEvent.builder().message(text).throwable(trace).build()));
        return Arbitraries.frequencyOf(Tuple.of(3, logs), Tuple.of(1, entries))
                .list()
                .ofMaxSize(40);
    }
}
