package dev.archon.simulator;

import dev.archon.protocol.rest.Jwt;
import dev.archon.simulator.game.Agenda;
import java.time.Instant;

/** The tokens of one server: each has a number, and those given out so far can be made to run out together. */
final class ServerTokens {

    private final Tokens tokens;
    private final String server;
    private final Agenda agenda;
    private final SimulatorConfig config;
    private long serial;
    private long revokedSerial;
    private Instant revokedFrom = Instant.MAX;

    ServerTokens(Tokens tokens, String server, Agenda agenda, SimulatorConfig config) {
        this.tokens = tokens;
        this.server = server;
        this.agenda = agenda;
        this.config = config;
    }

    /** What a token turned out to be for this server, now. */
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

    /** Gives out a new token. */
    Jwt issue() {
        serial++;
        Instant now = agenda.now();
        return new Jwt(tokens.issue(server, serial, shown(now), shown(now.plus(config.tokenLifetime()))));
    }

    Verdict check(String jwt) {
        Tokens.Verdict verdict = tokens.check(jwt, server, shown(agenda.now()));
        if (verdict instanceof Tokens.Verdict.Refused refused) {
            return new Verdict.Refused(refused.why());
        }
        Instant end = end((Tokens.Verdict.Accepted) verdict);
        return agenda.now().isBefore(end) ? new Verdict.Good(end) : new Verdict.Refused("revoked");
    }

    /** Lets all tokens that have been given out run out when the warning time is over, and says when that is. */
    Instant revoke() {
        revokedSerial = serial;
        revokedFrom = agenda.now().plus(config.tokenWarning());
        return revokedFrom;
    }

    private Instant end(Tokens.Verdict.Accepted token) {
        Instant stated = config.time().fromOutside(token.expiry().minus(config.clockSkew()));
        return token.serial() <= revokedSerial && revokedFrom.isBefore(stated) ? revokedFrom : stated;
    }

    /** A simulated time as the real Archon's clock would show it to clients. */
    private Instant shown(Instant simulated) {
        return config.time().toOutside(simulated).plus(config.clockSkew());
    }
}
