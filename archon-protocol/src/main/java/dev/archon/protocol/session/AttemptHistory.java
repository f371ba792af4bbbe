package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The history of a session's attempts, which outlives each connection.
 *
 * @param lastId the number of the latest token call or connection
 * @param failures how many attempts have failed since the last stable connection, or since the user asked last
 * @param previousDelay the wait before the last attempt, zero if there was none
 * @param refused the tokens that the server refused since the user asked last, oldest first, at most
 *     {@value #MAX_REFUSED}
 */
public record AttemptHistory(long lastId, int failures, Duration previousDelay, List<Jwt> refused) {

    /** How many refused tokens are remembered. */
    public static final int MAX_REFUSED = 16;

    static final AttemptHistory EMPTY = new AttemptHistory(0, 0, Duration.ZERO, List.of());

    /** Makes the list immutable. */
    public AttemptHistory {
        refused = List.copyOf(refused);
    }

    AttemptHistory nextId() {
        return new AttemptHistory(lastId + 1, failures, previousDelay, refused);
    }

    AttemptHistory forgiven() {
        return new AttemptHistory(lastId, 0, Duration.ZERO, refused);
    }

    /**
     * Forgets the refused tokens as well, because the user asks anew and may have corrected the cause.
     */
    AttemptHistory anew() {
        return new AttemptHistory(lastId, 0, Duration.ZERO, List.of());
    }

    /** Adds one to a number of failures. */
    static int oneMore(int failures) {
        // Only an unlimited policy gets near the largest int, which must not overflow.
        return Math.min(failures, Integer.MAX_VALUE - 1) + 1;
    }

    AttemptHistory failed(int failures, Duration delay) {
        return new AttemptHistory(lastId, failures, delay, refused);
    }

    AttemptHistory refusing(Jwt token) {
        return refused.contains(token)
                ? this
                : new AttemptHistory(lastId, failures, previousDelay, append(refused, token));
    }

    static List<Jwt> append(List<Jwt> tokens, Jwt token) {
        List<Jwt> more = new ArrayList<>(tokens);
        more.add(token);
        return more.size() > MAX_REFUSED ? more.subList(1, more.size()) : more;
    }
}
