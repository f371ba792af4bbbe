package dev.archon.client.internal.transport;

import dev.archon.client.internal.rest.SavedFailure;
import dev.archon.protocol.session.Failure;

/** A WebSocket that could not be opened. */
public final class OpenFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final SavedFailure failure;

    /**
     * Makes an exception.
     *
     * @param failure how it failed
     */
    public OpenFailedException(Failure failure) {
        super(failure.detail());
        this.failure = SavedFailure.of(failure);
    }

    /**
     * How it failed.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure.failure();
    }
}
