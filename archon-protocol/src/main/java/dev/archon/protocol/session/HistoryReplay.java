package dev.archon.protocol.session;

import dev.archon.protocol.session.State.Connected;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides when the history that a server replays on a new connection is over. Time is measured by the timer's delays, so
 * that a clock that jumps has no effect.
 */
final class HistoryReplay {

    /** A shorter timer would fire again and again while lines come in. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(1);

    private HistoryReplay() {}

    /** Starts the timer of a new connection, and returns how much of the limit is left when it fires. */
    static Duration begin(TransitionBuilder step) {
        return waitFor(step, step.policy.historyQuiet(), step.policy.historyLimit());
    }

    static Transition fired(TransitionBuilder step, Connected state, Input.TimerFired fired) {
        if (state.replay().isEmpty()) {
            return step.to(state);
        }
        Duration left = state.replay().get();
        Duration quiet = step.policy.historyQuiet();
        // While reading is paused, silence does not mean that the server is silent.
        Duration since = fired.readPaused() ? Duration.ZERO : fired.sinceRead();
        boolean isQuiet = since.compareTo(quiet) >= 0;
        if (isQuiet || left.isZero()) {
            step.does(new Effect.TellHistoryOver(isQuiet));
            return step.to(state.replaying(Optional.empty()));
        }
        return step.to(state.replaying(Optional.of(waitFor(step, quiet.minus(since), left))));
    }

    private static Duration waitFor(TransitionBuilder step, Duration wanted, Duration left) {
        Duration least = wanted.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wanted;
        boolean isLast = least.compareTo(left) >= 0;
        step.starts(Timer.HISTORY, isLast ? left : least);
        return isLast ? Duration.ZERO : left.minus(least);
    }
}
