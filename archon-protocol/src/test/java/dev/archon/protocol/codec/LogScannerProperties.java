package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.LogEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** The fast way and the general way give the same result, whatever the bytes. */
class LogScannerProperties {

    @Property(tries = 5_000)
    void agreesOnLogLines(@ForAll("logs") LogEvent log) {
        byte[] message = EventCodec.encode(log);
        count(message);
        assertAgree(message);
    }

    @Property(tries = 20_000)
    void agreesOnWhatIsAlmostALogLine(@ForAll("logs") LogEvent log, @ForAll long seed) {
        byte[] message = Mutation.mutate(EventCodec.encode(log), seed);
        count(message);
        assertAgree(message);
    }

    @Property(tries = 20_000)
    void agreesOnAnyBytesInTheMessage(@ForAll("message bytes") byte[] inside) {
        byte[] message = logLine(inside);
        count(message);
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
                Outcome.of(() -> EventReader.read(JsonReader.of(bytes, start, length))),
                Outcome.of(() -> EventCodec.decode(bytes, start, length)));
    }

    private static void assertAgree(byte[] message) {
        assertEquals(
                Outcome.of(() -> EventReader.read(JsonReader.of(message, 0, message.length))),
                Outcome.of(() -> EventCodec.decode(message)),
                () -> new String(message, StandardCharsets.UTF_8));
    }

    /** A test in which the fast way takes everything or nothing would compare nothing. */
    private static void count(byte[] message) {
        Statistics.label("message")
                .collect(LogScanner.scan(message, 0, message.length) == null ? "left" : "taken")
                .coverage(coverage -> {
                    coverage.check("taken").count(count -> count > 0);
                    coverage.check("left").count(count -> count > 0);
                });
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
        return EventArbitraries.logs();
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
