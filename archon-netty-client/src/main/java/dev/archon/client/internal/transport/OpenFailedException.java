package dev.archon.client.internal.transport;

import dev.archon.protocol.session.Failure;

/** A WebSocket that could not be opened. */
public final class OpenFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    OpenFailedException(Failure failure) {
        super(failure.detail());
        this.failure = failure;
    }

    /**
     * How it failed.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }
}
