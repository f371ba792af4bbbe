package dev.archon.simulator.scenario;

import dev.archon.protocol.event.BackupState;

/** The end of the creation or the restore of a backup. */
public enum BackupOutcome {
    /** It succeeds. */
    DONE(BackupState.DONE),

    /** It fails with an error half-way. */
    FAILED(BackupState.FAILED),

    /** It is cancelled half-way, as if by another user. */
    CANCELLED(BackupState.CANCELLED),

    /** It ends soon, because there is nothing to do. */
    UNCHANGED(BackupState.UNCHANGED),

    /** It fails half-way, because the backup is damaged. */
    DAMAGED(BackupState.DAMAGED);

    private final BackupState state;

    BackupOutcome(BackupState state) {
        this.state = state;
    }

    /**
     * The state that clients are sent at its end.
     *
     * @return the state as the protocol has it
     */
    public BackupState state() {
        return state;
    }
}
