package dev.archon.simulator.internal.server;

import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Decides how a token call, a handshake and an {@code auth} message are answered while faults are switched on. */
final class Gate {

    /** The page that a proxy answers with when it has no route. */
    private static final String PAGE = "<!doctype html><title>Welcome</title><p>This is not what you are looking for.";

    private final SlowAnswers slow;
    private final FaultBoard faults;
    private final Random random;

    Gate(SlowAnswers slow, FaultBoard faults, Random random) {
        this.slow = slow;
        this.faults = faults;
        this.random = random;
    }

    /**
     * Answers a call for credentials.
     *
     * @param serve answers as if nothing were wrong
     * @param refuse takes another answer
     * @param ignore leaves it without an answer
     */
    void tokenCall(Runnable serve, Consumer<HttpAnswer> refuse, Runnable ignore) {
        Fault.OnTokenCall fault = faults.strike(Fault.OnTokenCall.class).orElse(null);
        if (fault instanceof Fault.TokenRefused refused) {
            refuse.accept(error(refused.status(), refused.retryAfter()));
        } else if (fault instanceof Fault.TokenSlow late) {
            later(late.delay(), serve, refuse);
        } else if (fault instanceof Fault.TokenUnanswered) {
            ignore.run();
        } else if (fault instanceof Fault.TokenGarbled) {
            refuse.accept(garbled());
        } else {
            serve.run();
        }
    }

    /** Answers a handshake; the ways are those of a {@linkplain #tokenCall token call}. */
    void handshake(Runnable serve, Consumer<HttpAnswer> refuse, Runnable ignore) {
        Fault.OnHandshake fault = faults.strike(Fault.OnHandshake.class).orElse(null);
        if (fault instanceof Fault.HandshakeRefused refused) {
            refuse.accept(error(refused.status(), refused.retryAfter()));
        } else if (fault instanceof Fault.HandshakeSlow late) {
            later(late.delay(), serve, refuse);
        } else if (fault instanceof Fault.HandshakeUnanswered) {
            ignore.run();
        } else {
            serve.run();
        }
    }

    /** Answers an {@code auth} message; the ways are those of a {@linkplain #tokenCall token call}. */
    void auth(Runnable serve, Runnable refuse, Runnable ignore) {
        Fault.OnAuth fault = faults.strike(Fault.OnAuth.class).orElse(null);
        if (fault instanceof Fault.AuthRefused) {
            refuse.run();
        } else if (fault instanceof Fault.AuthSlow late) {
            // The end of the server closes the socket, and no answer is due on it.
            later(late.delay(), serve, ended -> {});
        } else if (fault instanceof Fault.AuthUnanswered) {
            ignore.run();
        } else {
            serve.run();
        }
    }

    private void later(DurationRange delay, Runnable serve, Consumer<HttpAnswer> atEnd) {
        slow.after(delay.draw(random), serve, atEnd);
    }

    static HttpAnswer garbled() {
        return new HttpAnswer(200, PAGE, Map.of("Content-Type", "text/html"));
    }

    static HttpAnswer error(int status, Optional<Duration> retryAfter) {
        HttpAnswer answer = HttpAnswer.error(status, "fault", "the simulator was told to answer " + status);
        return retryAfter
                .map(delay -> answer.with("Retry-After", String.valueOf(delay.toSeconds())))
                .orElse(answer);
    }
}
