package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;

/**
 * A mod has appeared on the server.
 *
 * @param projectId the Modrinth project's id; older servers send none
 * @param versionId the id of the project's version; older servers send none
 */
public record NewModEvent(Optional<String> projectId, Optional<String> versionId) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "new-mod";

    /** Checks that nothing is {@code null}. */
    public NewModEvent {
        required(projectId, "projectId");
        required(versionId, "versionId");
    }

    /**
     * Makes an event that names the mod.
     *
     * @param projectId the Modrinth project's id; older servers send none
     * @param versionId the id of the project's version; older servers send none
     */
    public NewModEvent(String projectId, String versionId) {
        this(Optional.of(required(projectId, "projectId")), Optional.of(required(versionId, "versionId")));
    }

    @Override
    public String type() {
        return TYPE;
    }
}
