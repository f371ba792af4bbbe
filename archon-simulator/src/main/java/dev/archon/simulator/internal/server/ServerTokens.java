package dev.archon.simulator.internal.server;

import dev.archon.protocol.rest.Jwt;
import dev.archon.simulator.game.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The tokens of one server and scope: each has a serial number, and all that were issued so far can be revoked together.
 * Belongs to the server's loop.
 */
public final class ServerTokens {

    private final Tokens tokens;
    private final String server;
    private final String scope;
    private final VirtualScheduler agenda;
    private final ServerConfig config;
    private final Duration lifetime;

    /** The newest token that was made to run out each time, and when it does; all older ones do so then at the latest. */
    private final NavigableMap<Long, Instant> revocations = new TreeMap<>();

    private long serial;

    ServerTokens(
            Tokens tokens,
            String server,
            String scope,
            VirtualScheduler agenda,
            ServerConfig config,
            Duration lifetime) {
        this.tokens = tokens;
        this.server = server;
        this.scope = scope;
        this.agenda = agenda;
        this.config = config;
        this.lifetime = lifetime;
    }

    /** The result of checking a token now. */
    sealed interface Verdict {

        /**
         * The token is good.
         *
         * @param until when it runs out, in simulated time
         */
        record Good(Instant until) implements Verdict {}

        /**
         * The token is refused.
         *
         * @param why the reason, for the journal
         */
        record Refused(String why) implements Verdict {}
    }

    /**
     * Issues a new token.
     *
     * @return the token, which is valid from now on
     */
    public Jwt issue() {
        serial++;
        Instant now = agenda.now();
        return new Jwt(tokens.issue(server, scope, serial, shown(now), shown(now.plus(lifetime))));
    }

    /**
     * Whether a token is valid now.
     *
     * @param jwt the token
     * @return whether it was issued here and has not expired
     */
    public boolean accepts(String jwt) {
        return check(jwt) instanceof Verdict.Good;
    }

    Verdict check(String jwt) {
        Tokens.Verdict verdict = tokens.check(jwt, server, scope, shown(agenda.now()));
        if (verdict instanceof Tokens.Verdict.Refused refused) {
            return new Verdict.Refused(refused.why());
        }
        Instant end = end((Tokens.Verdict.Accepted) verdict);
        return agenda.now().isBefore(end) ? new Verdict.Good(end) : new Verdict.Refused("revoked");
    }

    /** Lets all tokens that were issued so far expire when the warning time is over, and returns that time. */
    Instant revoke() {
        Instant now = agenda.now();
        // Of those that are over the last one covers all others.
        while (revocations.size() > 1
                && !revocations.higherEntry(revocations.firstKey()).getValue().isAfter(now)) {
            revocations.pollFirstEntry();
        }
        Instant end = now.plus(config.tokenWarning());
        revocations.putIfAbsent(serial, end);
        return end;
    }

    private Instant end(Tokens.Verdict.Accepted token) {
        Instant stated = config.clock().fromOutside(token.expiry().minus(config.clockSkew()));
        Map.Entry<Long, Instant> revocation = revocations.ceilingEntry(token.serial());
        return revocation != null && revocation.getValue().isBefore(stated) ? revocation.getValue() : stated;
    }

    /** A simulated time as the real Archon's clock would show it to clients. */
    private Instant shown(Instant simulated) {
        return config.clock().toOutside(simulated).plus(config.clockSkew());
    }
}
