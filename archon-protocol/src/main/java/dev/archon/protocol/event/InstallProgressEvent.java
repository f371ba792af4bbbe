package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.List;

/**
 * How far the installations on a server have come, all that there are now.
 *
 * @param items the installations, in the server's order; unmodifiable
 */
public record InstallProgressEvent(List<InstallItem> items) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "install-progress";

    /** Copies the list. */
    public InstallProgressEvent {
        items = List.copyOf(required(items, "items"));
    }

    @Override
    public String type() {
        return TYPE;
    }
}
