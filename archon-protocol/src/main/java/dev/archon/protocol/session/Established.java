package dev.archon.protocol.session;

import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.State.Connected;
import java.time.Duration;
import java.util.Optional;

/** What comes of an input while events flow. */
final class Established {

    /** A timer for less would run in circles, should bytes come in at the same moment again and again. */
    private static final Duration LEAST_KEEP_ALIVE = Duration.ofMillis(1);

    private Established() {}

    static Transition next(Step step, Connected state, Input input) {
        if (input instanceof Input.AuthExpiring expiring && expiring.connection() == state.connection()) {
            return Refreshing.due(step, state);
        }
        if (input instanceof Input.AuthOk ok && ok.connection() == state.connection()) {
            if (!state.refresh().unconfirmed()) {
                return step.to(state);
            }
            step.does(new Effect.TellRefreshed());
            return step.to(state.with(state.refresh().confirmed()));
        }
        if (input instanceof Input.TokenFetched fetched && isRefresh(state, fetched.fetch())) {
            return Refreshing.fetched(step, state, fetched.credentials().token());
        }
        if (input instanceof Input.TokenFailed failed && isRefresh(state, failed.fetch())) {
            step.cancels(Timer.TOKEN_TIMEOUT);
            if (!Step.isPermanent(failed.failure())) {
                return Refreshing.failed(
                        step,
                        state,
                        Cause.of(Kind.TOKEN_FAILED, failed.failure()),
                        failed.failure().retryAfter());
            }
            step.releases(state.with(state.refresh().failed()));
            return step.end(state.history(), Cause.of(Kind.TOKEN_REFUSED, failed.failure()), false);
        }
        if (input instanceof Input.AuthIncorrect incorrect && incorrect.connection() == state.connection()) {
            step.releases(state);
            return step.fail(state.history().refusing(state.token()), Cause.of(Kind.AUTH_REFUSED));
        }
        if (input instanceof Input.ConnectionClosed closed && closed.connection() == state.connection()) {
            stops(step, state, true);
            return step.closed(state.history(), closed);
        }
        if (input instanceof Input.TimerFired fired) {
            return timer(step, state, fired);
        }
        return step.to(state);
    }

    private static Transition timer(Step step, Connected state, Input.TimerFired fired) {
        switch (fired.timer()) {
            case KEEP_ALIVE -> {
                return keepAlive(step, state, fired);
            }
            case STABLE -> {
                return state.stable() ? step.to(state) : step.to(state.provenStable());
            }
            case REFRESH -> {
                return state.refresh().scheduled()
                        ? Refreshing.due(step, state.with(state.refresh().scheduled(false)))
                        : step.to(state);
            }
            case TOKEN_TIMEOUT -> {
                if (state.refresh().fetch().isEmpty()) {
                    return step.to(state);
                }
                step.does(new Effect.CancelFetch(state.refresh().fetch().getAsLong()));
                return Refreshing.failed(step, state, Cause.of(Kind.TOKEN_TIMED_OUT), Optional.empty());
            }
            default -> {
                return step.to(state);
            }
        }
    }

    private static Transition keepAlive(Step step, Connected state, Input.TimerFired fired) {
        SessionPolicy policy = step.policy;
        Duration limit = state.awaitingPong() ? policy.pongTimeout() : policy.keepAliveIdle();
        if (!fired.readPaused() && fired.sinceRead().compareTo(limit) < 0) {
            Duration rest = policy.keepAliveIdle().minus(fired.sinceRead());
            step.starts(Timer.KEEP_ALIVE, rest.compareTo(LEAST_KEEP_ALIVE) < 0 ? LEAST_KEEP_ALIVE : rest);
            return step.to(state.awaitingPong(false));
        }
        if (state.awaitingPong() && !fired.readPaused()) {
            stops(step, state, false);
            step.does(new Effect.DropConnection(state.connection()));
            return step.fail(state.history(), Cause.of(Kind.KEEP_ALIVE_TIMED_OUT));
        }
        step.does(new Effect.SendPing(state.connection()));
        // Nothing is read while reading is paused, so there is nothing to be concluded from silence.
        step.starts(Timer.KEEP_ALIVE, fired.readPaused() ? policy.keepAliveIdle() : policy.pongTimeout());
        return step.to(state.awaitingPong(!fired.readPaused()));
    }

    /** Cancels what a connection that stands has running, apart from the connection itself. */
    static void stops(Step step, Connected state, boolean keepAliveRuns) {
        if (keepAliveRuns) {
            step.cancels(Timer.KEEP_ALIVE);
        }
        if (!state.stable()) {
            step.cancels(Timer.STABLE);
        }
        if (state.refresh().scheduled()) {
            step.cancels(Timer.REFRESH);
        }
        if (state.refresh().fetch().isPresent()) {
            step.does(new Effect.CancelFetch(state.refresh().fetch().getAsLong()));
            step.cancels(Timer.TOKEN_TIMEOUT);
        }
    }

    private static boolean isRefresh(Connected state, long fetch) {
        return state.refresh().fetch().isPresent() && state.refresh().fetch().getAsLong() == fetch;
    }
}
