package dev.archon.examples.kafka;

import dev.archon.client.ServerStatus;
import dev.archon.protocol.event.PowerState;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The newest state of a server, the value of its record in the topic of states.
 *
 * @param backend the name of the backend that holds the server
 * @param connection the state of its connection
 * @param power the server's power state, if it has told it
 */
record ServerState(String backend, ServerStatus.State connection, Optional<PowerState> power) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The state as a JSON object: {@code {"backend":"a","connection":"connected","power":"running"}}. */
    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("backend").writeString(backend);
            json.writeName("connection").writeString(connection.name().toLowerCase(Locale.ROOT));
            power.ifPresent(state -> json.writeName("power").writeString(state.text()));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
