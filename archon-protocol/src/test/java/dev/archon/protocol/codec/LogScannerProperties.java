package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.scan.JsonText;
import dev.archon.protocol.scan.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The fast way and the general way give the same result, whatever the bytes. */
class LogScannerProperties {

    @Property(tries = 5_000)
    void agreesOnLogLines(@ForAll("logs") LogEvent log) {
        byte[] message = EventCodec.encode(log);
        BothWays.count(isTaken(message));
        assertAgree(message);
    }

    @Property(tries = 20_000)
    void agreesOnWhatIsAlmostALogLine(@ForAll("logs") LogEvent log, @ForAll long seed) {
        byte[] message = Mutation.mutate(EventCodec.encode(log), seed);
        BothWays.count(isTaken(message));
        assertAgree(message);
    }

    @Property(tries = 20_000)
    void agreesOnAnyBytesInTheMessage(@ForAll("message bytes") byte[] inside) {
        byte[] message = logLine(inside);
        BothWays.count(isTaken(message));
        assertAgree(message);
    }

    @Property
    void agreesOnLogLinesInAnotherStyle(@ForAll("logs") LogEvent log, @ForAll long seed) {
        assertAgree(JsonRestyler.restyle(EventCodec.encode(log), seed));
    }

    @Property
    void agreesOnRangesThatCutALogLine(
            @ForAll("logs") LogEvent log, @ForAll @IntRange(max = 60) int from, @ForAll @IntRange(max = 4) int cut) {
        byte[] bytes = EventCodec.encode(log);
        int start = Math.min(from, bytes.length);
        int length = Math.max(0, bytes.length - start - cut);
        assertEquals(
                Outcome.of(() -> EventReader.readInTwoWalks(JsonReader.of(bytes, start, length))),
                Outcome.of(() -> EventCodec.decode(bytes, start, length)));
    }

    @Property(tries = 20_000)
    void agreesOnEscapes(@ForAll("escaped") String inside) {
        byte[] message = logLine(inside.getBytes(StandardCharsets.UTF_8));
        BothWays.count(isTaken(message));
        assertAgree(message);
    }

    private static void assertAgree(byte[] message) {
        Outcome general = Outcome.of(() -> EventReader.readInTwoWalks(JsonReader.of(message, 0, message.length)));
        assertEquals(
                general,
                Outcome.of(() -> EventCodec.decode(message)),
                () -> new String(message, StandardCharsets.UTF_8));
        LogLine line = new LogLine();
        if (line.read(message, 0, message.length)) {
            LogEvent event = (LogEvent) Objects.requireNonNull(general.value());
            assertEquals(event, line.event());
            assertEquals(event.streamValue(), line.stream());
            assertEquals(
                    event.message(), new String(line.array(), line.offset(), line.length(), StandardCharsets.UTF_8));
            assertEquals(lineEnds(line.array(), line.offset(), line.length()), lineEnds(line.text()));
        }
    }

    private static List<Integer> lineEnds(JsonText text) {
        return IntStream.range(0, text.lineEnds()).map(text::lineEnd).boxed().toList();
    }

    private static List<Integer> lineEnds(byte[] text, int from, int length) {
        return IntStream.range(from, from + length)
                .filter(i -> text[i] == '\n' || text[i] == '\r')
                .boxed()
                .toList();
    }

    private static boolean isTaken(byte[] message) {
        return new LogLine().read(message, 0, message.length);
    }

    private static byte[] logLine(byte[] inside) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\"event\":\"log\",\"stream\":\"stderr\",\"message\":\"".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(inside);
        out.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Provide
    Arbitrary<LogEvent> logs() {
        return Combinators.combine(EventArbitraries.logs(), Arbitraries.of(true, false))
                .as((log, hasStream) -> hasStream ? log : new LogEvent(Optional.empty(), log.message()));
    }

    /** Escapes right and wrong, close to each other and far apart. */
    @Provide
    Arbitrary<String> escaped() {
        Arbitrary<String> pieces = Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Arbitraries.of(
                                "\\n",
                                "\\n\\t",
                                "\\r\\n\\t",
                                "\\t",
                                "\\\"",
                                "\\\\",
                                "\\/",
                                "\\u001b[0m",
                                "\\u000A\\t",
                                "\\u00e9",
                                "\\uD83D\\uDE00",
                                "\\u0000")),
                Tuple.of(
                        8,
                        Arbitraries.of(
                                "a",
                                "#",
                                "[12:00:00] ",
                                "seven c",
                                "eight ch",
                                "fifteen charact",
                                "sixteen characte",
                                "a longer piece of plain text that takes steps",
                                "\u00e9",
                                "\u20ac",
                                "\ud83d\ude00")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "\\",
                                "\\n\\",
                                "\\u",
                                "\\u00",
                                "\\x",
                                "\\ud83d",
                                "\\ude00",
                                "\\u00G0",
                                "\\u\u0661234",
                                "\"",
                                "\t")));
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    /** Mostly well-formed sequences, with here and there any byte. */
    @Provide("message bytes")
    Arbitrary<byte[]> messageBytes() {
        Arbitrary<byte[]> text = EventArbitraries.texts().map(string -> string.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(4);
        return Combinators.combine(text, any, text).as((before, middle, after) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(before);
            out.writeBytes(middle);
            out.writeBytes(after);
            return out.toByteArray();
        });
    }
}
