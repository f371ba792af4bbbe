package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session remembers beyond one connection.
 *
 * @param lastId the number last given to a token call or a connection
 * @param failures how many attempts have failed since there was a stable connection, or since the user's last wish
 * @param previousDelay the wait before the last attempt, zero if there was none
 * @param refused the tokens that the server refused since the user's last wish, oldest first, at most
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
     * Forgets the refused tokens as well, for a new wish of the user, who may have mended what was wrong with them.
     */
    AttemptHistory anew() {
        return new AttemptHistory(lastId, 0, Duration.ZERO, List.of());
    }

    /** How many failures there are with one more. */
    static int oneMore(int failures) {
        // Only an unlimited policy comes near the largest int, and it must not overflow into the past.
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
