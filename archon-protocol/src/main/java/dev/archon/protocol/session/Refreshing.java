package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.State.Connected;
import dev.archon.protocol.session.State.Refresh;
import dev.archon.protocol.session.State.Refresh.Next;
import java.time.Duration;
import java.util.Optional;

/** The renewal of the token of a connection that stands. */
final class Refreshing {

    private Refreshing() {}

    /** Schedules the renewal that is due before the token expires, if it says when. */
    static Connected schedule(Step step, Connected state) {
        Optional<Duration> remaining = state.token()
                .expiry()
                .map(expiry -> Duration.between(step.now, expiry))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
        // A fresh token that seems to have run out shows that the clocks differ; the server will have to ask.
        return remaining.isEmpty()
                ? state
                : starts(
                        step,
                        state,
                        Next.BEFORE_EXPIRY,
                        max(beforeExpiry(step.policy, remaining.get()), untilAllowed(step, state.refresh())));
    }

    /** The server asks for a new token. */
    static Transition asked(Step step, Connected state) {
        Refresh refresh = state.refresh();
        if (refresh.fetch().isPresent() || refresh.next() == Next.WANTED) {
            return step.to(state);
        }
        Duration wait = untilAllowed(step, refresh);
        if (refresh.isScheduled()) {
            step.cancels(Timer.REFRESH);
        }
        return wait.isZero() ? due(step, state) : step.to(starts(step, state, Next.WANTED, wait));
    }

    /** A new token is to be fetched now. {@link Timer#REFRESH} does not run. */
    static Transition due(Step step, Connected state) {
        History history = state.history().nextId();
        step.does(new Effect.FetchToken(history.lastId()));
        step.starts(Timer.TOKEN_TIMEOUT, step.policy.tokenTimeout());
        return step.to(state.with(history, state.refresh().fetching(history.lastId(), step.now)));
    }

    static Transition fetched(Step step, Connected state, Jwt token) {
        step.cancels(Timer.TOKEN_TIMEOUT);
        if (state.history().refused().contains(token)) {
            return failed(step, state, Cause.of(Cause.Kind.TOKEN_REPEATED), Optional.empty());
        }
        step.does(new Effect.SendAuth(state.connection(), token));
        return step.to(schedule(step, state.renewed(token)));
    }

    static Transition failed(Step step, Connected state, Cause cause, Optional<Duration> retryAfter) {
        step.does(new Effect.TellRefreshFailed(cause));
        int failures = History.oneMore(state.refresh().failures());
        Duration delay = max(
                step.refreshRetry(failures, state.refresh().previousDelay(), retryAfter),
                step.policy.refreshInterval());
        return step.to(starts(step, state.with(state.refresh().failed(failures, delay)), Next.WANTED, delay));
    }

    private static Connected starts(Step step, Connected state, Next next, Duration delay) {
        step.starts(Timer.REFRESH, delay);
        return state.with(state.refresh().next(next));
    }

    private static Duration beforeExpiry(SessionPolicy policy, Duration remaining) {
        Duration lead = min(remaining.dividedBy(5), policy.refreshLead());
        return min(remaining.minus(lead), SessionPolicy.LONGEST);
    }

    private static Duration untilAllowed(Step step, Refresh refresh) {
        if (refresh.startedAt().isEmpty()) {
            return Duration.ZERO;
        }
        // A clock that was set back must not stretch the wait: then nothing has passed, that is all.
        Duration since = max(Duration.between(refresh.startedAt().get(), step.now), Duration.ZERO);
        return max(step.policy.refreshInterval().minus(since), Duration.ZERO);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
