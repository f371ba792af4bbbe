package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.ArchonEvent;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A message read in one walk gives what two walks give: the same event, or the same error at the same place. */
class OneWalkProperties {

    @Property
    void agreesOnEvents(@ForAll("events") ArchonEvent event) {
        assertAgree(EventCodec.encode(event));
    }

    @Property(tries = 20_000)
    void agreesOnBrokenMessages(@ForAll("events") ArchonEvent event, @ForAll long seed) {
        byte[] message = Mutation.mutate(EventCodec.encode(event), seed);
        BothWays.count(inOneWalk(message));
        assertAgree(message);
    }

    @Property(tries = 5_000)
    void agreesInAnyStyle(@ForAll("events") ArchonEvent event, @ForAll long seed) {
        byte[] message = JsonRestyler.restyle(EventCodec.encode(event), seed);
        BothWays.count(inOneWalk(message));
        assertAgree(message);
    }

    @Property(tries = 5_000)
    void agreesWhereTheDiscriminatorComesAgain(
            @ForAll("events") ArchonEvent event, @ForAll("events") ArchonEvent other, @ForAll long seed) {
        String first = text(event);
        byte[] message = (first.substring(0, first.length() - 1) + ","
                        + text(other).substring(1))
                .getBytes(StandardCharsets.UTF_8);
        assertAgree(message);
        assertAgree(Mutation.mutate(message, seed));
    }

    private static void assertAgree(byte[] message) {
        assertEquals(
                Outcome.of(() -> EventReader.readInTwoWalks(JsonReader.of(message, 0, message.length))),
                Outcome.of(() -> EventReader.read(JsonReader.of(message, 0, message.length))),
                () -> new String(message, StandardCharsets.UTF_8));
    }

    private static boolean inOneWalk(byte[] message) {
        try {
            return JsonReader.of(message, 0, message.length).inOneWalk("event", (in, type) -> {
                        in.fields(FieldSelection.of());
                        return type;
                    })
                    != null;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static String text(ArchonEvent event) {
        return new String(EventCodec.encode(event), StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<ArchonEvent> events() {
        return EventArbitraries.events();
    }
}
