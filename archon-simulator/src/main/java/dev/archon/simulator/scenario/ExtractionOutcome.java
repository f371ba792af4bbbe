package dev.archon.simulator.scenario;

import dev.archon.protocol.event.FilesystemOperationState;

/** The end of the extraction of an archive. */
public enum ExtractionOutcome {
    /** It succeeds. */
    DONE(FilesystemOperationState.DONE),

    /** It is cancelled half-way, as if by another user. */
    CANCELLED(FilesystemOperationState.CANCELLED),

    /** It fails half-way, because the archive is damaged. */
    CORRUPTED(FilesystemOperationState.FAILURE_CORRUPTED),

    /** It fails half-way, because the archive holds a path outside of its folder. */
    INVALID_PATH(FilesystemOperationState.FAILURE_INVALID_PATH);

    private final FilesystemOperationState state;

    ExtractionOutcome(FilesystemOperationState state) {
        this.state = state;
    }

    /**
     * The state that clients are sent at its end.
     *
     * @return the state as the protocol has it
     */
    public FilesystemOperationState state() {
        return state;
    }
}
