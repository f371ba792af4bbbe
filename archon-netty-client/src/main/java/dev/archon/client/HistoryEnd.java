package dev.archon.client;

import java.time.Instant;
import java.util.Objects;

/**
 * The history that a server replays on a new connection is over. The server does not say so: it is concluded from a pause of
 * the console, or from the time that has passed since the connection was made.
 *
 * @param at the time at which the client decided that it is over
 * @param quiet whether the console has paused for as long as the session policy wants; if not, its limit has passed, and the
 *     history may still go on
 */
public record HistoryEnd(Instant at, boolean quiet) {

    /** Checks that nothing is {@code null}. */
    public HistoryEnd {
        Objects.requireNonNull(at, "at");
    }
}
