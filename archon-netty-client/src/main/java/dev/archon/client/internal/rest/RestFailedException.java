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
     * @param failure the failure
     */
    public RestFailedException(Failure failure) {
        super(failure.detail());
        this.failure = failure;
    }

    /**
     * The cause of a future's failure.
     *
     * @param error the exception that the future has passed
     * @return the exception without the wrappers of {@code java.util.concurrent}
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
     * The failure of the call.
     *
     * @return the failure
     */
    public Failure failure() {
        return failure;
    }
}
