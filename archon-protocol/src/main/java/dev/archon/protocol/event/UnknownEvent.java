package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

/**
 * An event that this version does not know.
 *
 * @param type the event's name on the wire
 * @param json the whole message, untouched
 */
public record UnknownEvent(String type, String json) implements ArchonEvent {

    /**
     * Checks that nothing is {@code null}.
     *
     * @param type see {@link #type()}
     * @param json see {@link #json()}
     */
    public UnknownEvent {
        required(type, "type");
        required(json, "json");
    }
}
