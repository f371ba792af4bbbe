package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.SealedTypes;
import dev.archon.protocol.event.ArchonEvent;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A JSON mapper writes the components of every event, and nothing else. Every kind is generated: {@link GeneratedKindsProperties}. */
class MappedJsonProperties {

    @Property
    void theJsonOfAnEventHasExactlyItsComponents(@ForAll("events") ArchonEvent event) throws Exception {
        assertEquals(new MappedJson().expected(event), MappedJson.of(event));
    }

    @Example
    void everyEventIsARecord() {
        for (Class<?> type : SealedTypes.leaves(ArchonEvent.class)) {
            assertTrue(type.isRecord(), type::getName);
        }
    }

    @Provide
    Arbitrary<ArchonEvent> events() {
        return EventArbitraries.events();
    }
}
