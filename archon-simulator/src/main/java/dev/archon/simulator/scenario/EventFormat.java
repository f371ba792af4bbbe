package dev.archon.simulator.scenario;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.UnknownEvent;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events of the protocol inside a scenario: read and written by the protocol's own codec. */
final class EventFormat {

    /** Escapes non-ASCII text, since the codec accepts half of a surrogate pair only as an escape. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    static final JsonType<ArchonEvent> TYPE =
            JsonType.of(Parameter.Type.EVENT, EventFormat::read, EventFormat::write, EventFormat::schema);

    private EventFormat() {}

    private static ArchonEvent read(LocatedJson value) {
        JsonNode plain = JsonObject.of(value).plain();
        ArchonEvent event;
        try {
            event = EventCodec.decode(JSON.writeValueAsString(plain));
        } catch (ProtocolException e) {
            throw value.place().problem("is no event that can be read: " + e.getMessage());
        }
        if (event instanceof UnknownEvent unknown) {
            throw value.place()
                    .problem("is no event that the protocol knows: " + unknown.type()
                            + "; send others with {\"do\": \"text\"}");
        }
        return event;
    }

    private static JsonNode write(ArchonEvent event) {
        return JSON.readTree(EventCodec.encode(event));
    }

    private static ObjectNode schema() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        schema.putObject("properties").putObject("event").put("type", "string").put("description", "Its name.");
        schema.putArray("required").add("event");
        return schema;
    }
}
