package dev.archon.client.internal.session;

import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;

/**
 * Why a server cannot be connected to, as its own description says: a token call that fails does not tell. May be used by
 * any thread.
 */
final class Obstacle {

    /** Empty if nothing is known. */
    private volatile String known = "";

    /** Remembers what the newest description of the server says. */
    void described(ServerInfo info) {
        known = info.obstacle().orElse("");
    }

    /** Adds what is known to a failed token call, and forgets it when a token call succeeds. Returns other inputs as is. */
    Input explain(Input input) {
        if (input instanceof Input.TokenFetched) {
            known = "";
        }
        String why = known;
        if (why.isEmpty() || !(input instanceof Input.TokenFailed failed)) {
            return input;
        }
        Failure failure = failed.failure();
        return new Input.TokenFailed(
                failed.fetch(),
                new Failure(
                        failure.status(),
                        failure.retryAfter(),
                        failure.permanent(),
                        why + " (" + failure.detail() + ")"));
    }
}
