package dev.archon.simulator.game;

import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.BackupOperationState;
import java.util.UUID;

/** A change of the data that the REST calls show of a server. */
public sealed interface ModelChange {

    /**
     * A backup is new in the list.
     *
     * @param backup its id
     */
    record BackupCreated(UUID backup) implements ModelChange {}

    /**
     * A backup has another name.
     *
     * @param backup its id
     * @param name the new name
     */
    record BackupRenamed(UUID backup, String name) implements ModelChange {}

    /**
     * A backup is not in the list any more.
     *
     * @param backup its id
     */
    record BackupDeleted(UUID backup) implements ModelChange {}

    /**
     * The creation or restore of a backup has another state. Its progress is not reported.
     *
     * @param backup the backup's id
     * @param task {@code CREATE} or {@code RESTORE}
     * @param operation the operation's id
     * @param state the state, never {@code UNKNOWN}
     */
    record BackupOperationChanged(UUID backup, BackupTask task, long operation, BackupOperationState state)
            implements ModelChange {}

    /**
     * A mod has been installed.
     *
     * @param addon the mod
     */
    record AddonInstalled(Installations.Addon addon) implements ModelChange {}

    /** The server runs another software now. */
    record SoftwareChanged() implements ModelChange {}
}
