package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.wire.HttpAnswer;

/** A call that is answered with an error. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    /**
     * An error.
     *
     * @param status the HTTP status
     * @param error a short name for it
     * @param description the problem and the remedy
     */
    ApiException(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    static ApiException badRequest(String description) {
        return new ApiException(400, "bad_request", description);
    }

    static ApiException notFound(String description) {
        return new ApiException(404, "not_found", description);
    }

    static ApiException conflict(String description) {
        return new ApiException(409, "conflict", description);
    }

    HttpAnswer answer() {
        return HttpAnswer.error(status, error, String.valueOf(getMessage()));
    }
}
