package dev.archon.simulator.internal.server;

import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.simulator.game.GameServer;
import java.time.Instant;

/** Answers what clients send through their sessions. Belongs to the server's loop. */
final class ClientMessages {

    private final ServerJournal journal;
    private final Gate gate;
    private final ServerTokens tokens;
    private final Broadcast broadcast;
    private final GameServer game;

    ClientMessages(ServerJournal journal, Gate gate, ServerTokens tokens, Broadcast broadcast, GameServer game) {
        this.journal = journal;
        this.gate = gate;
        this.tokens = tokens;
        this.broadcast = broadcast;
        this.game = game;
    }

    void authenticate(Session session, String jwt) {
        session.askedForAuth();
        gate.auth(
                () -> check(session, jwt),
                () -> refuse(session, "fault"),
                () -> journal.auth(false, "left unanswered"));
    }

    private void check(Session session, String jwt) {
        if (session.isGone()) {
            return;
        }
        ServerTokens.Verdict verdict = tokens.check(jwt);
        if (verdict instanceof ServerTokens.Verdict.Good good) {
            accept(session, good.until());
        } else if (verdict instanceof ServerTokens.Verdict.Refused refused) {
            refuse(session, refused.why());
        }
    }

    private void accept(Session session, Instant expiry) {
        boolean first = !session.isAuthenticated();
        journal.auth(true, first ? "first" : "renewed");
        if (session.replays()) {
            // First, because a recording may end the connection at once.
            broadcast.join(session);
            session.authenticated();
            return;
        }
        session.authenticated();
        session.expireAt(expiry);
        if (first) {
            broadcast.welcome(session, game.snapshot());
        } else {
            broadcast.flush();
            session.tell(new AuthOkEvent());
            session.tell(game.installProgress());
        }
    }

    private void refuse(Session session, String why) {
        journal.auth(false, why);
        session.tell(new AuthIncorrectEvent());
    }

    void command(Session session, String text) {
        if (session.isGone()) {
            return;
        }
        if (!session.isAuthenticated()) {
            session.close(1008, "authenticate first");
            return;
        }
        journal.command(text);
        if (!session.replays()) {
            game.command(text);
        }
    }

    void ping(int bytes) {
        journal.ping(bytes);
    }

    void pong(int bytes) {
        journal.pong(bytes);
    }

    /** A frame holds no message of the protocol. */
    void unreadable(Session session, String problem) {
        journal.unreadable(problem);
        if (!session.isAuthenticated()) {
            session.close(1008, "authenticate first");
        }
    }
}
