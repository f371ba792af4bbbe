package dev.archon.client.internal.rest;

import dev.archon.protocol.session.Failure;

/** A REST call that failed. */
public final class RestFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /**
     * Makes an exception.
     *
     * @param failure how it failed
     */
    public RestFailedException(Failure failure) {
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
