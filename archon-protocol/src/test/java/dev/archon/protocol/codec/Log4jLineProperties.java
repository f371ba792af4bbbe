package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.scan.Log4jLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The fast way and the general way read {@code log4j} messages alike, whatever the bytes. */
class Log4jLineProperties {

    private final Log4jLine line = new Log4jLine();

    @Property(tries = 5_000)
    void agreesOnEntries(@ForAll("entries") Log4jEvent entry) {
        assertAgree(EventCodec.encode(entry));
    }

    @Property(tries = 20_000)
    void agreesOnWhatIsAlmostAnEntry(@ForAll("entries") Log4jEvent entry, @ForAll long seed) {
        assertAgree(Mutation.mutate(EventCodec.encode(entry), seed));
    }

    @Property(tries = 2_000)
    void agreesInAnyStyle(@ForAll("entries") Log4jEvent entry, @ForAll long seed) {
        assertAgree(JsonRestyler.restyle(EventCodec.encode(entry), seed));
    }

    @Property(tries = 20_000)
    void agreesOnFieldsInAnyOrderTwiceAndOfAnyType(
            @ForAll("values") List<String> values, @ForAll long seed, @ForAll boolean inOrder) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(
                List.of("logger_name", "level", "thread_name", "timestamp_millis", "message", "throwable"));
        if (!inOrder) {
            names.add("message");
            names.add("other");
            Collections.shuffle(names, random);
        }
        StringBuilder json = new StringBuilder("{\"event\":\"log4j\"");
        for (int i = 0; i < names.size() && i < values.size(); i++) {
            if (random.nextInt(4) > 0) {
                json.append(",\"").append(names.get(i)).append("\":").append(values.get(i));
            }
        }
        byte[] message = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        BothWays.count(line.read(message, 0, message.length));
        assertAgree(message);
    }

    @Property(tries = 5_000)
    void agreesOnRangesThatCutAnEntry(
            @ForAll("entries") Log4jEvent entry,
            @ForAll @IntRange(max = 40) int from,
            @ForAll @IntRange(max = 4) int cut) {
        byte[] whole = EventCodec.encode(entry);
        int start = Math.min(from, whole.length);
        byte[] part = Arrays.copyOfRange(whole, start, Math.max(start, whole.length - cut));
        assertAgree(part);
    }

    /** Bytes of both sides of the range must not matter. */
    private void assertAgree(byte[] message) {
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.write('"');
        padded.writeBytes(message);
        padded.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = padded.toByteArray();
        if (line.read(bytes, 1, message.length)) {
            Outcome general = Outcome.of(() -> EventReader.readInTwoWalks(JsonReader.of(message, 0, message.length)));
            assertEquals(general.value(), line.event(), () -> new String(message, StandardCharsets.UTF_8));
        }
    }

    @Provide
    Arbitrary<Log4jEvent> entries() {
        return EventArbitraries.log4j();
    }

    @Provide
    Arbitrary<List<String>> values() {
        Arbitrary<String> escaped = Arbitraries.of(
                        "\\n",
                        "\\\"",
                        "\\\\",
                        "\\u00e9",
                        "\\uD83D\\uDE00",
                        "a",
                        "Server thread",
                        "\u00e9",
                        "\u20ac",
                        "\u007f")
                .list()
                .ofMaxSize(6)
                .map(parts -> '"' + String.join("", parts) + '"');
        return Arbitraries.frequencyOf(
                        Tuple.of(10, escaped),
                        Tuple.of(3, Arbitraries.of("null", "0", "1700000000123", "12", "999999999999999999")),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        "007",
                                        "-5",
                                        "1e3",
                                        "1.5",
                                        "18446744073709551615",
                                        "\"5\"",
                                        "{}",
                                        "[1]",
                                        "nul",
                                        "true",
                                        "\"\\ud800\"",
                                        "\"\\x\"",
                                        "\"\t\"",
                                        " \"a\"")))
                .list()
                .ofSize(8);
    }
}
