package dev.archon.simulator;

import dev.archon.simulator.game.Agenda;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Span;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Decides what a token call, a handshake and an {@code auth} message get while faults are switched on. */
final class Gate {

    private final Agenda agenda;
    private final FaultBoard faults;
    private final Random random;

    Gate(Agenda agenda, FaultBoard faults, Random random) {
        this.agenda = agenda;
        this.faults = faults;
        this.random = random;
    }

    /** Who waits for an answer. Exactly one of the methods is called, now or later. */
    interface Caller {

        /** Answers as if nothing were wrong. */
        void serve();

        void refuse(HttpAnswer answer);

        /** Leaves the caller without an answer. */
        void ignore();
    }

    void tokenCall(Caller caller) {
        Fault.OnTokenCall fault = faults.strike(Fault.OnTokenCall.class).orElse(null);
        if (fault instanceof Fault.TokenRefused refused) {
            caller.refuse(error(refused.status(), refused.retryAfter()));
        } else if (fault instanceof Fault.TokenSlow slow) {
            later(slow.delay(), caller);
        } else if (fault instanceof Fault.TokenUnanswered) {
            caller.ignore();
        } else if (fault instanceof Fault.TokenGarbled) {
            caller.refuse(new HttpAnswer(
                    200,
                    "<!doctype html><title>Welcome</title><p>This is not what you are looking for.",
                    Map.of("Content-Type", "text/html")));
        } else {
            caller.serve();
        }
    }

    void handshake(Caller caller) {
        Fault.OnHandshake fault = faults.strike(Fault.OnHandshake.class).orElse(null);
        if (fault instanceof Fault.HandshakeRefused refused) {
            caller.refuse(error(refused.status(), refused.retryAfter()));
        } else if (fault instanceof Fault.HandshakeSlow slow) {
            later(slow.delay(), caller);
        } else if (fault instanceof Fault.HandshakeUnanswered) {
            caller.ignore();
        } else {
            caller.serve();
        }
    }

    void auth(Caller caller) {
        Fault.OnAuth fault = faults.strike(Fault.OnAuth.class).orElse(null);
        if (fault instanceof Fault.AuthRefused) {
            caller.refuse(HttpAnswer.EMPTY);
        } else if (fault instanceof Fault.AuthSlow slow) {
            later(slow.delay(), caller);
        } else if (fault instanceof Fault.AuthUnanswered) {
            caller.ignore();
        } else {
            caller.serve();
        }
    }

    private void later(Span delay, Caller caller) {
        agenda.after(delay.draw(random), caller::serve);
    }

    private static HttpAnswer error(int status, Optional<Duration> retryAfter) {
        HttpAnswer answer = HttpAnswer.error(status, "fault", "the simulator was told to answer " + status);
        return retryAfter
                .map(delay -> answer.with("Retry-After", String.valueOf(delay.toSeconds())))
                .orElse(answer);
    }
}
