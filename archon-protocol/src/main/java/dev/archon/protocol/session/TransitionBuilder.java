package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.State.Authenticating;
import dev.archon.protocol.session.State.BackingOff;
import dev.archon.protocol.session.State.Connected;
import dev.archon.protocol.session.State.Ended;
import dev.archon.protocol.session.State.FetchingToken;
import dev.archon.protocol.session.State.Opening;
import dev.archon.protocol.text.ForeignText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds one transition: holds the values that were passed in, and collects the effects. */
final class TransitionBuilder {

    static final int NORMAL_CLOSURE = 1000;
    static final String GOODBYE = "Client disconnecting";

    /** A close frame has room for 123 bytes (RFC 6455, section 5.5); our own text about a broken connection may be longer. */
    private static final int MAX_REASON = 1_000;

    final SessionPolicy policy;
    final Instant now;
    private final double random;
    private final List<Effect> effects = new ArrayList<>();

    TransitionBuilder(SessionPolicy policy, Instant now, double random) {
        this.policy = policy;
        this.now = now;
        this.random = random;
    }

    TransitionBuilder does(Effect effect) {
        effects.add(effect);
        return this;
    }

    void starts(Timer timer, Duration delay) {
        does(new Effect.StartTimer(timer, delay));
    }

    TransitionBuilder cancels(Timer timer) {
        return does(new Effect.CancelTimer(timer));
    }

    TransitionBuilder closes(long connection) {
        return does(new Effect.CloseConnection(connection, NORMAL_CLOSURE, GOODBYE));
    }

    Transition to(State state) {
        return new Transition(state, effects);
    }

    Transition attempt(AttemptHistory history) {
        AttemptHistory next = history.nextId();
        does(new Effect.FetchToken(next.lastId()));
        return to(new FetchingToken(next, next.lastId()));
    }

    Transition fail(AttemptHistory history, Cause cause) {
        return fail(history, cause, Optional.empty());
    }

    Transition fail(AttemptHistory history, Cause cause, Optional<Duration> retryAfter) {
        int failures = AttemptHistory.oneMore(history.failures());
        Optional<Duration> delay = retryAfter.isPresent()
                ? policy.backoff().delay(failures, history.previousDelay(), random, retryAfter.get())
                : policy.backoff().delay(failures, history.previousDelay(), random);
        if (delay.isEmpty()) {
            return end(history, cause, true, false);
        }
        does(new Effect.TellRetrying(cause, failures, delay.get()));
        starts(Timer.BACKOFF, delay.get());
        return to(new BackingOff(history.failed(failures, delay.get()), later(delay.get()), cause));
    }

    /** Ends the session for a cause after which another attempt cannot succeed. */
    Transition end(AttemptHistory history, Cause cause) {
        return end(history, cause, false, false);
    }

    /** Ends the session on purpose. */
    Transition endAsWanted(AttemptHistory history, Cause cause) {
        return end(history, cause, false, true);
    }

    private Transition end(AttemptHistory history, Cause cause, boolean exhausted, boolean expected) {
        does(new Effect.TellEnded(cause, exhausted));
        return to(new Ended(history.forgiven(), cause, expected));
    }

    /** Draws a wait between the given one and twice as long. */
    Duration spread(Duration least) {
        return least.plusNanos((long) (least.toNanos() * random));
    }

    /** The wait before another token call for an open connection; the number of these calls is unlimited. */
    Duration refreshRetry(int failures, Duration previous, Optional<Duration> retryAfter) {
        return policy.backoff()
                .unlimited()
                .delay(failures, previous, random, retryAfter.orElse(Duration.ZERO))
                .orElseThrow();
    }

    /** The reason comes from the server and is shown, so it is cut, escaped, and freed of the tokens. */
    Transition closed(AttemptHistory history, Input.ConnectionClosed closed, List<Jwt> tokens) {
        OptionalInt code = closed.code();
        String reason =
                ForeignText.hiding(tokens.stream().map(Jwt::value).toList()).fit(closed.reason(), MAX_REASON);
        Cause cause = new Cause(code.isPresent() ? Cause.Kind.CLOSED : Cause.Kind.LOST, code, reason);
        return code.isPresent() && !policy.reconnectsOn(code.getAsInt())
                ? endAsWanted(history, cause)
                : fail(history, cause);
    }

    /** Cancels the token call, the connection and the timers that a state holds. */
    void releases(State state) {
        if (state instanceof FetchingToken fetching) {
            does(new Effect.CancelFetch(fetching.fetch()));
        } else if (state instanceof Opening opening) {
            does(new Effect.DropConnection(opening.connection())).cancels(Timer.OPEN_TIMEOUT);
        } else if (state instanceof Authenticating authenticating) {
            closes(authenticating.connection()).cancels(Timer.AUTH_TIMEOUT);
        } else if (state instanceof Connected connected) {
            closes(connected.connection());
            Established.stops(this, connected, true);
        } else if (state instanceof BackingOff) {
            cancels(Timer.BACKOFF);
        }
    }

    /** The time after a wait, at most {@link Instant#MAX}. */
    private Instant later(Duration delay) {
        return delay.compareTo(Duration.between(now, Instant.MAX)) < 0 ? now.plus(delay) : Instant.MAX;
    }

    static boolean isPermanent(Failure failure) {
        int status = failure.status().orElse(0);
        return failure.permanent() || status == 401 || status == 403 || status == 404;
    }

    static boolean fired(Input input, Timer timer) {
        return input instanceof Input.TimerFired fired && fired.timer() == timer;
    }
}
