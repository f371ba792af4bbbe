package dev.archon.client;

import java.time.Instant;
import java.util.Objects;

/**
 * A place in the log where lines may be missing: the connection was lost, and the history that the server replayed after
 * it does not reach back to the last line that had come before. How many lines are missing cannot be known.
 *
 * @param lastLineBefore the time at which the last line before the gap was received
 * @param connectedAgain the time at which the server accepted the token of the new connection
 */
public record ConsoleGap(Instant lastLineBefore, Instant connectedAgain) {

    /**
     * Checks that nothing is {@code null}.
     *
     * @param lastLineBefore the time at which the last line before the gap was received
     * @param connectedAgain the time at which the server accepted the token of the new connection
     */
    public ConsoleGap {
        Objects.requireNonNull(lastLineBefore, "lastLineBefore");
        Objects.requireNonNull(connectedAgain, "connectedAgain");
    }
}
