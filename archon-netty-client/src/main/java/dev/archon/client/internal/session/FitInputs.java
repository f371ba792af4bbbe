package dev.archon.client.internal.session;

import dev.archon.client.internal.rest.Secrets;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.text.ForeignText;

/**
 * Cuts and escapes the foreign text in inputs, and removes tokens from it. This is the last place before the text gets into
 * causes, and from there into status, log, exceptions and flight recordings.
 */
final class FitInputs {

    /** For whole sentences that contain text of the server. */
    private static final int MAX_SENTENCE = 1_000;

    private FitInputs() {}

    static Input fit(Input input, Secrets secrets) {
        if (input instanceof Input.TokenFailed failed) {
            return new Input.TokenFailed(failed.fetch(), fit(failed.failure(), secrets));
        } else if (input instanceof Input.OpenFailed failed) {
            return new Input.OpenFailed(failed.connection(), fit(failed.failure(), secrets));
        } else if (input instanceof Input.ConnectionClosed closed) {
            // With a code it is the server's reason, else our own sentence about the broken connection.
            int length = closed.code().isPresent() ? ForeignText.MAX_LENGTH : MAX_SENTENCE;
            return new Input.ConnectionClosed(
                    closed.connection(), closed.code(), secrets.text().fit(closed.reason(), length));
        }
        return input;
    }

    private static Failure fit(Failure failure, Secrets secrets) {
        return new Failure(
                failure.status(),
                failure.retryAfter(),
                failure.permanent(),
                secrets.text().fit(failure.detail(), MAX_SENTENCE));
    }
}
