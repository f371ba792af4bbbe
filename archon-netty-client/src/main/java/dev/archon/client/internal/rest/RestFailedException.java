package dev.archon.client.internal.rest;

import dev.archon.protocol.session.Failure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

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
     * What a future really failed with.
     *
     * @param error what it gave
     * @return without what {@code java.util.concurrent} has put around it
     */
    public static Throwable cause(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
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
