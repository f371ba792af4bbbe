package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.SealedTypes;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.UnknownEvent;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/**
 * Every kind of event, install key and client message is generated. So the properties of the codecs hold for every kind,
 * and whoever adds one and forgets the generator fails here; whoever forgets the reader or the writer fails at {@link
 * EventCodecProperties#whatIsWrittenIsReadAgain}.
 */
class GeneratedKindsProperties {

    private static final int DRAWS = 5_000;

    @Example
    void everyEventIsGenerated() {
        Set<Class<?>> expected = SealedTypes.leaves(ArchonEvent.class);
        // A generated event has a name that the codec knows.
        expected.remove(UnknownEvent.class);

        assertEquals(expected, classes(EventArbitraries.events(), ArchonEvent::getClass));
    }

    @Example
    void everyInstallKeyIsGenerated() {
        Set<Class<?>> expected = SealedTypes.leaves(InstallKey.class);
        expected.remove(InstallKey.Unknown.class);

        assertEquals(expected, classes(EventArbitraries.installItems().map(InstallItem::key), InstallKey::getClass));
    }

    @Example
    void everyClientMessageIsGenerated() {
        assertEquals(
                SealedTypes.leaves(ClientMessage.class),
                classes(new ClientMessageCodecProperties().messages(), ClientMessage::getClass));
    }

    /** The classes of many values. The seed is fixed, so that each run draws the same ones. */
    private static <T> Set<Class<?>> classes(Arbitrary<T> values, Function<T, Class<?>> classOf) {
        RandomGenerator<T> generator = values.generator(DRAWS);
        Random random = new Random(1);
        Set<Class<?>> classes = new HashSet<>();
        for (int i = 0; i < DRAWS; i++) {
            classes.add(classOf.apply(generator.next(random).value()));
        }
        return classes;
    }
}
