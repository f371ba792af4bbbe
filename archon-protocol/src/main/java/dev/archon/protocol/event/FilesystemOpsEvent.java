package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.List;

/**
 * The long-running operations on the server's files, all that there are now.
 *
 * @param all the operations, in the server's order; unmodifiable
 */
public record FilesystemOpsEvent(List<FilesystemOperation> all) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "filesystem-ops";

    /** Copies the list. */
    public FilesystemOpsEvent {
        all = List.copyOf(required(all, "all"));
    }

    @Override
    public String type() {
        return TYPE;
    }
}
