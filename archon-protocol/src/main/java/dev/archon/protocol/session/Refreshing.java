package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.State.Connected;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The renewal of the token of a connection that stands. */
final class Refreshing {

    private Refreshing() {}

    /** Schedules the renewal that is due before the token expires, if it says when. */
    static Connected schedule(Step step, Connected state) {
        Optional<Duration> remaining = state.token()
                .expiry()
                .map(expiry -> remaining(step.now, expiry))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
        // A fresh token that seems to have run out shows that the clocks differ; the server will have to ask.
        return remaining.isEmpty() ? state : startTimer(step, state, beforeExpiry(step.policy, remaining.get()));
    }

    /** The server, or the token's expiry, asks for a new token. */
    static Transition due(Step step, Connected state) {
        if (state.refresh().fetch().isPresent()) {
            return step.to(state);
        }
        Duration wait =
                state.refresh().startedAt().map(last -> untilNext(step, last)).orElse(Duration.ZERO);
        if (wait.compareTo(Duration.ZERO) > 0) {
            return step.to(startTimer(step, state, wait));
        }
        Connected idle = stopTimer(step, state);
        History history = idle.history().nextId();
        step.does(new Effect.FetchToken(history.lastId()));
        step.starts(Timer.TOKEN_TIMEOUT, step.policy.tokenTimeout());
        return step.to(idle.with(history, idle.token(), idle.refresh().fetching(history.lastId(), step.now)));
    }

    static Transition fetched(Step step, Connected state, Jwt token) {
        step.cancels(Timer.TOKEN_TIMEOUT);
        if (state.history().refused().contains(token)) {
            return failed(step, state, Cause.of(Cause.Kind.TOKEN_REPEATED), Optional.empty());
        }
        step.does(new Effect.SendAuth(state.connection(), token));
        return step.to(schedule(
                step, state.with(state.history(), token, state.refresh().sent())));
    }

    static Transition failed(Step step, Connected state, Cause cause, Optional<Duration> retryAfter) {
        step.does(new Effect.TellRefreshFailed(cause));
        Connected next = state.with(state.refresh().failed());
        return step.to(startTimer(step, next, step.refreshRetry(next.refresh().failures(), retryAfter)));
    }

    private static Connected startTimer(Step step, Connected state, Duration delay) {
        Connected idle = stopTimer(step, state);
        step.starts(Timer.REFRESH, delay);
        return idle.with(idle.refresh().scheduled(true));
    }

    private static Connected stopTimer(Step step, Connected state) {
        if (!state.refresh().scheduled()) {
            return state;
        }
        step.cancels(Timer.REFRESH);
        return state.with(state.refresh().scheduled(false));
    }

    private static Duration beforeExpiry(SessionPolicy policy, Duration remaining) {
        Duration fifth = remaining.dividedBy(5);
        Duration lead = fifth.compareTo(policy.refreshLead()) < 0 ? fifth : policy.refreshLead();
        return min(remaining.minus(lead), SessionPolicy.LONGEST);
    }

    private static Duration remaining(Instant now, Instant expiry) {
        // Durations between the ends of time do not fit; a year is as good as for ever here.
        return expiry.isAfter(now.plus(SessionPolicy.LONGEST)) ? SessionPolicy.LONGEST : Duration.between(now, expiry);
    }

    private static Duration untilNext(Step step, Instant last) {
        Duration since = Duration.between(last, step.now);
        // A clock that was set back must not stretch the wait.
        return step.policy.refreshInterval().minus(since.isNegative() ? Duration.ZERO : since);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
