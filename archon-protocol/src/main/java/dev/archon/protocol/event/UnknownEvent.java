package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

/**
 * A message that this version does not know, or cannot read as the event that it is named after: because something is
 * missing without which the event means nothing, or because there is more in it than one object.
 *
 * @param type the event's name on the wire, which may be one that this version knows; empty if the message has none
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
