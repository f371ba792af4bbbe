package dev.archon.examples;

import dev.archon.client.ServerSnapshot;
import dev.archon.client.ServerStatus;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a dashboard shows.
 *
 * @param server the server's id
 * @param status where the connection stands
 * @param attempts how often it is tried again
 * @param snapshot what the server last said about itself
 * @param now the time at which it is shown
 * @param lines how many lines its log has had
 * @param log the last of them, oldest first
 */
record DashboardState(
        String server,
        ServerStatus status,
        int attempts,
        ServerSnapshot snapshot,
        Instant now,
        long lines,
        List<String> log) {

    /** How many lines of the log are kept. */
    static final int LOG_LINES = 10;

    DashboardState {
        log = List.copyOf(log);
    }
}
