package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.scan.MessageReader;
import dev.archon.protocol.scan.MessageReader.Kind;
import dev.archon.protocol.scan.Utf8;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever the bytes, a message is read as the codec reads it, and what is not UTF-8 is found. */
class MessageReaderProperties {

    private final MessageReader reader = new MessageReader();

    @Property(tries = 5_000)
    void readsEveryEventAsTheCodecDoes(@ForAll("events") ArchonEvent event) {
        assertAgree(EventCodec.encode(event));
    }

    @Property(tries = 20_000)
    void readsWhatIsAlmostAnEventAsTheCodecDoes(@ForAll("events") ArchonEvent event, @ForAll long seed) {
        byte[] message = Mutation.mutate(EventCodec.encode(event), seed);
        Statistics.collect(reader.read(message, 0, message.length));
        Statistics.coverage(coverage -> {
            for (Kind kind : Kind.values()) {
                coverage.check(kind).count(count -> count > 0);
            }
        });
        assertAgree(message);
    }

    @Property(tries = 2_000)
    void readsEveryStyleAsTheCodecDoes(@ForAll("events") ArchonEvent event, @ForAll long seed) {
        assertAgree(JsonRestyler.restyle(EventCodec.encode(event), seed));
    }

    private void assertAgree(byte[] message) {
        byte[] padded = new byte[message.length + 2];
        System.arraycopy(message, 0, padded, 1, message.length);
        boolean utf8 = Utf8.firstMalformed(message, 0, message.length) < 0;
        Kind kind = reader.read(padded, 1, message.length);
        assertEquals(utf8, kind != Kind.NOT_UTF8);
        if (utf8) {
            assertEquals(
                    Outcome.of(() -> EventReader.readInTwoWalks(JsonReader.of(message, 0, message.length))),
                    Outcome.of(() -> event(kind, padded)),
                    () -> new String(message, StandardCharsets.UTF_8));
        }
    }

    private ArchonEvent event(Kind kind, byte[] padded) throws ProtocolException {
        return switch (kind) {
            case LOG -> reader.log().event();
            case LOG4J -> reader.entry().event();
            case OTHER, NOT_UTF8 -> EventCodec.decode(padded, 1, padded.length - 2);
        };
    }

    @Provide
    Arbitrary<ArchonEvent> events() {
        Arbitrary<ArchonEvent> logs = EventArbitraries.logs().map((LogEvent log) -> log);
        Arbitrary<ArchonEvent> entries = EventArbitraries.log4j().map(entry -> entry);
        return Arbitraries.oneOf(logs, entries, EventArbitraries.events());
    }
}
