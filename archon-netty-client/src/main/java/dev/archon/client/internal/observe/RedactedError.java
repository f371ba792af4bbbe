package dev.archon.client.internal.observe;

import org.jspecify.annotations.Nullable;

/**
 * An error as it may be logged: its type, its stack trace and its causes, without messages. A library may quote in a message
 * what it was working on, which may be a token.
 */
final class RedactedError extends Exception {

    private static final long serialVersionUID = 1;
    private static final int MOST_CAUSES = 8;

    private final String type;

    private RedactedError(Throwable error, @Nullable RedactedError cause) {
        super(null, cause, false, true);
        type = error.getClass().getName();
        setStackTrace(error.getStackTrace());
    }

    static RedactedError of(Throwable error) {
        return of(error, MOST_CAUSES);
    }

    private static RedactedError of(Throwable error, int causes) {
        Throwable cause = error.getCause();
        return new RedactedError(error, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }

    // The type of this class, which toString() would name otherwise, says nothing of the error.
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return type;
    }
}
