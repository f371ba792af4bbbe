package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.scan.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for every event, every way of writing it, and every way of breaking it. */
class EventCodecProperties {

    private static final Pattern ERROR =
            Pattern.compile("unreadable (?:[a-z0-9-]+ )?message: (?:field [a-z_.\\[\\]0-9]+: )?"
                    + "(?:missing|not JSON|nested too deeply, or a name or number that is too long|bytes that are not UTF-8"
                    + "|a byte order mark|half of a surrogate pair|something after the object"
                    + "|a number outside the range of 64 bits|a number too large for a double"
                    + "|expected an? (?:object|array|string|number|boolean), found (?:nothing|null|an? [a-z]+))"
                    + " \\(at byte [0-9]+\\)");

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("events") ArchonEvent event) throws Exception {
        assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
    }

    @Property
    void theStyleOfTheJsonDoesNotMatter(@ForAll("events") ArchonEvent event, @ForAll long seed) throws Exception {
        byte[] restyled = JsonRestyler.restyle(EventCodec.encode(event), seed);
        assertEquals(event, EventCodec.decode(restyled), () -> new String(restyled, StandardCharsets.UTF_8));
    }

    @Property
    void anUnknownEventKeepsItsJson(@ForAll("events") ArchonEvent event, @ForAll long seed) throws Exception {
        String named = new String(EventCodec.encode(event), StandardCharsets.UTF_8)
                .replace("\"event\":\"" + event.type() + "\"", "\"event\":\"brand-new\"");
        byte[] json = JsonRestyler.restyle(named.getBytes(StandardCharsets.UTF_8), seed);
        ArchonEvent unknown = EventCodec.decode(json);
        assertEquals(new UnknownEvent("brand-new", new String(json, StandardCharsets.UTF_8)), unknown);
        assertArrayEquals(json, EventCodec.encode(unknown));
    }

    @Property
    void anUnknownInstallKeyKeepsItsJson(@ForAll("texts") String text, @ForAll long seed) throws Exception {
        byte[] plain = JsonWriter.object(out -> out.string("type", "new kind").string("x", text));
        String json = new String(JsonRestyler.restyle(plain, seed), StandardCharsets.UTF_8).strip();
        InstallProgressEvent event = new InstallProgressEvent(List.of(new InstallItem(
                text, new InstallKey.Unknown("new kind", json), text, OptionalDouble.empty(), Optional.of(text))));
        assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
    }

    @Property(tries = 20_000)
    void aMutatedMessageGivesAnEventOrAProtocolException(@ForAll("events") ArchonEvent event, @ForAll long seed)
            throws Exception {
        byte[] mutated = Mutation.mutate(EventCodec.encode(event), seed);
        Outcome outcome = Outcome.of(() -> EventCodec.decode(mutated));
        Statistics.label("outcome")
                .collect(outcome.value() == null ? "error" : "event")
                .coverage(coverage -> coverage.check("event").percentage(percent -> percent > 5));
        if (outcome.value() instanceof ArchonEvent read) {
            assertEquals(read, EventCodec.decode(EventCodec.encode(read)), "not stable");
        } else {
            assertSaysNothingOfTheMessage(outcome, mutated);
        }
    }

    @Property
    void anyBytesGiveAnEventOrAProtocolException(@ForAll byte[] bytes) {
        Outcome outcome = Outcome.of(() -> EventCodec.decode(bytes));
        if (outcome.error() != null) {
            assertSaysNothingOfTheMessage(outcome, bytes);
        }
    }

    /** An error's text is made of the library's own words, numbers and names of fields; so it cannot hold a secret. */
    private static void assertSaysNothingOfTheMessage(Outcome outcome, byte[] message) {
        String error = String.valueOf(outcome.error());
        assertTrue(ERROR.matcher(error).matches(), error);
        assertTrue(outcome.offset() >= 0 && outcome.offset() <= message.length, error);
    }

    @Property
    void allFormsOfInputAgree(
            @ForAll("events") ArchonEvent event, @ForAll long seed, @ForAll @IntRange(max = 20) int pad) {
        byte[] message = Mutation.mutate(JsonRestyler.restyle(EventCodec.encode(event), seed), seed);
        Outcome expected = Outcome.of(() -> EventCodec.decode(message));
        byte[] padded = new byte[message.length + 2 * pad];
        System.arraycopy(message, 0, padded, pad, message.length);
        assertEquals(
                expected,
                Outcome.of(() -> EventCodec.decode(padded, pad, message.length)),
                () -> "range " + pad + ": " + new String(message, StandardCharsets.UTF_8));
        ByteBuffer direct = ByteBuffer.allocateDirect(padded.length).put(padded);
        for (ByteBuffer whole : List.of(ByteBuffer.wrap(padded), direct)) {
            ByteBuffer part = whole.duplicate().position(pad).limit(pad + message.length);
            for (ByteBuffer buffer : List.of(
                    part, part.slice(), part.asReadOnlyBuffer(), part.slice().asReadOnlyBuffer())) {
                int position = buffer.position();
                assertEquals(expected, Outcome.of(() -> EventCodec.decode(buffer)), buffer::toString);
                assertEquals(position, buffer.position());
                assertEquals(message.length, buffer.remaining());
            }
        }
        if (Utf8.firstMalformed(message, 0, message.length) < 0) {
            String text = new String(message, StandardCharsets.UTF_8);
            assertEquals(expected, Outcome.of(() -> EventCodec.decode(text)), "text");
        }
    }

    @Property
    void allFormsOfOutputAgree(@ForAll("events") ArchonEvent event, @ForAll @IntRange(max = 20) int pad) {
        byte[] expected = EventCodec.encode(event);
        byte[] array = new byte[expected.length + pad];
        assertEquals(expected.length, EventCodec.encode(event, array, pad));
        ByteBuffer buffer = ByteBuffer.allocateDirect(expected.length + pad).position(pad);
        EventCodec.encode(event, buffer);
        assertEquals(0, buffer.remaining());
        assertEquals(ByteBuffer.wrap(expected), ByteBuffer.wrap(array).position(pad));
        assertEquals(ByteBuffer.wrap(expected), buffer.flip().position(pad));
    }

    @Provide
    Arbitrary<ArchonEvent> events() {
        return EventArbitraries.events();
    }

    @Provide
    Arbitrary<String> texts() {
        return EventArbitraries.texts();
    }
}
