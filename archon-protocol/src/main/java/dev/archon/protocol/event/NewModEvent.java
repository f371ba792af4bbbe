package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

/**
 * A mod has appeared on the server.
 *
 * @param projectId the Modrinth project's id
 * @param versionId the id of the project's version
 */
public record NewModEvent(String projectId, String versionId) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "new-mod";

    /**
     * Checks that nothing is {@code null}.
     *
     * @param projectId see {@link #projectId()}
     * @param versionId see {@link #versionId()}
     */
    public NewModEvent {
        required(projectId, "projectId");
        required(versionId, "versionId");
    }

    @Override
    public String type() {
        return TYPE;
    }
}
