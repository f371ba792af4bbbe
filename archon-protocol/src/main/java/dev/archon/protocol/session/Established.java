package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.State.Connected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the next state and effects while the session is connected. */
final class Established {

    /** A shorter timer would fire again and again while bytes come in or pings are sent. */
    private static final Duration LEAST_KEEP_ALIVE = Duration.ofMillis(1);

    private Established() {}

    static Transition next(TransitionBuilder step, Connected state, Input input) {
        if (input instanceof Input.AuthExpiring expiring && expiring.connection() == state.connection()) {
            return Refreshing.asked(step, state);
        }
        if (input instanceof Input.AuthOk ok && ok.connection() == state.connection()) {
            if (state.refresh().unanswered().isEmpty()) {
                return step.to(state);
            }
            return Refreshing.accepted(step, state);
        }
        if (input instanceof Input.TokenFetched fetched && state.refresh().isFetching(fetched.fetch())) {
            return Refreshing.fetched(step, state, fetched.credentials().token());
        }
        if (input instanceof Input.TokenFailed failed && state.refresh().isFetching(failed.fetch())) {
            Connected fetched = state.with(state.refresh().fetched());
            return TransitionBuilder.isPermanent(failed.failure())
                    ? Refreshing.refused(step, fetched, failed.failure())
                    : Refreshing.failed(
                            step,
                            fetched,
                            Cause.of(Kind.TOKEN_FAILED, failed.failure()),
                            failed.failure().retryAfter());
        }
        if (input instanceof Input.AuthNotSent unsent && unsent.connection() == state.connection()) {
            return Refreshing.notSent(step, state, unsent);
        }
        if (input instanceof Input.AuthIncorrect incorrect && incorrect.connection() == state.connection()) {
            step.releases(state);
            return step.fail(refusing(state), Cause.of(Kind.AUTH_REFUSED));
        }
        if (input instanceof Input.ConnectionClosed closed && closed.connection() == state.connection()) {
            stops(step, state, true);
            List<Jwt> tokens = new ArrayList<>(state.refresh().unanswered());
            tokens.add(state.token());
            return step.closed(state.history(), closed, tokens);
        }
        if (input instanceof Input.TimerFired fired) {
            return timer(step, state, fired);
        }
        return step.to(state);
    }

    private static Transition timer(TransitionBuilder step, Connected state, Input.TimerFired fired) {
        switch (fired.timer()) {
            case KEEP_ALIVE -> {
                return keepAlive(step, state, fired);
            }
            case HISTORY -> {
                return HistoryReplay.fired(step, state, fired);
            }
            case STABLE -> {
                return state.stable() ? step.to(state) : step.to(state.provenStable());
            }
            case REFRESH -> {
                return state.refresh().isScheduled() ? Refreshing.due(step, state) : step.to(state);
            }
            case AUTH_TIMEOUT -> {
                return state.refresh().isAwaiting() ? Refreshing.unanswered(step, state) : step.to(state);
            }
            default -> {
                return step.to(state);
            }
        }
    }

    private static Transition keepAlive(TransitionBuilder step, Connected state, Input.TimerFired fired) {
        SessionPolicy policy = step.policy;
        if (fired.readPaused()) {
            // Reading is paused, so silence does not mean that the server is silent.
            step.does(new Effect.SendPing(state.connection()));
            starts(step, policy.keepAliveIdle());
            return step.to(state.pinged(Optional.empty()));
        }
        if (state.ping().isPresent() && isUnanswered(state.ping().get(), step, fired.sinceRead())) {
            stops(step, state, false);
            step.does(new Effect.DropConnection(state.connection()));
            return step.fail(state.history(), Cause.of(Kind.KEEP_ALIVE_TIMED_OUT));
        }
        if (fired.sinceRead().compareTo(policy.keepAliveIdle()) < 0) {
            starts(step, policy.keepAliveIdle().minus(fired.sinceRead()));
            return step.to(state.pinged(Optional.empty()));
        }
        step.does(new Effect.SendPing(state.connection()));
        starts(step, policy.pongTimeout());
        return step.to(state.pinged(Optional.of(new State.Ping(step.now, fired.sinceRead()))));
    }

    /**
     * Whether the time for an answer is over, and nothing was read since the ping. The time alone is not enough: when the
     * timer is late, a silence that started after the answer may be as long as one that started before the ping.
     */
    private static boolean isUnanswered(State.Ping ping, TransitionBuilder step, Duration sinceRead) {
        return sinceRead.minus(ping.silent()).compareTo(step.policy.pongTimeout()) >= 0
                && sinceRead.compareTo(Duration.between(ping.at(), step.now)) >= 0;
    }

    private static void starts(TransitionBuilder step, Duration delay) {
        step.starts(Timer.KEEP_ALIVE, delay.compareTo(LEAST_KEEP_ALIVE) < 0 ? LEAST_KEEP_ALIVE : delay);
    }

    /** A refusal answers a token that has no answer yet; if there are several, it may answer any of them. */
    private static AttemptHistory refusing(Connected state) {
        List<Jwt> unanswered = state.refresh().unanswered();
        AttemptHistory history = state.history();
        for (Jwt token : unanswered.isEmpty() ? List.of(state.token()) : unanswered) {
            history = history.refusing(token);
        }
        return history;
    }

    /** Cancels the timers and the token call of an open connection, but not the connection itself. */
    static void stops(TransitionBuilder step, Connected state, boolean keepAliveRuns) {
        if (keepAliveRuns) {
            step.cancels(Timer.KEEP_ALIVE);
        }
        if (!state.stable()) {
            step.cancels(Timer.STABLE);
        }
        if (state.replay().isPresent()) {
            step.cancels(Timer.HISTORY);
        }
        if (state.refresh().isScheduled()) {
            step.cancels(Timer.REFRESH);
        }
        if (state.refresh().isAwaiting()) {
            step.cancels(Timer.AUTH_TIMEOUT);
        }
        if (state.refresh().fetch().isPresent()) {
            step.does(new Effect.CancelFetch(state.refresh().fetch().getAsLong()));
        }
    }
}
