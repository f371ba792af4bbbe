package dev.archon.simulator.scenario;

import dev.archon.protocol.event.BackupState;

/** How the making or the restoring of a backup ends. */
public enum BackupOutcome {
    /** Well. */
    DONE(BackupState.DONE),

    /** With an error on its way. */
    FAILED(BackupState.FAILED),

    /** Cancelled on its way, as if by somebody else. */
    CANCELLED(BackupState.CANCELLED),

    /** Soon, because there is nothing to do. */
    UNCHANGED(BackupState.UNCHANGED),

    /** On its way, because the backup cannot be used. */
    DAMAGED(BackupState.DAMAGED);

    private final BackupState state;

    BackupOutcome(BackupState state) {
        this.state = state;
    }

    /**
     * The state that clients are told at its end.
     *
     * @return the state of the protocol
     */
    public BackupState state() {
        return state;
    }
}
