package dev.archon.simulator.scenario;

import dev.archon.protocol.event.FilesystemOperationState;

/** How the extraction of an archive ends. */
public enum ExtractionOutcome {
    /** Well. */
    DONE(FilesystemOperationState.DONE),

    /** Cancelled on its way, as if by somebody else. */
    CANCELLED(FilesystemOperationState.CANCELLED),

    /** On its way, because the archive is damaged. */
    CORRUPTED(FilesystemOperationState.FAILURE_CORRUPTED),

    /** On its way, because the archive holds a path that leads out of its folder. */
    INVALID_PATH(FilesystemOperationState.FAILURE_INVALID_PATH);

    private final FilesystemOperationState state;

    ExtractionOutcome(FilesystemOperationState state) {
        this.state = state;
    }

    /**
     * The state that clients are told at its end.
     *
     * @return the state of the protocol
     */
    public FilesystemOperationState state() {
        return state;
    }
}
