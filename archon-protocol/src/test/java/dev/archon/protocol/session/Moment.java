package dev.archon.protocol.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of a session.
 *
 * @param before where it stood
 * @param input what happened
 * @param now the time of the day
 * @param random the number for the jitter
 * @param after where it stood then
 * @param effects what was to be done
 */
record Moment(State before, Input input, Instant now, double random, State after, List<Effect> effects) {

    /** The only effect of a kind. */
    <T extends Effect> Optional<T> effect(Class<T> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).reduce((one, other) -> {
            throw new AssertionError("two of a kind: " + this);
        });
    }

    boolean has(Class<? extends Effect> kind) {
        return effects.stream().anyMatch(kind::isInstance);
    }

    /** How long a timer runs that was started here. */
    Optional<Duration> started(Timer timer) {
        return effects.stream()
                .filter(effect -> effect instanceof Effect.StartTimer start && start.timer() == timer)
                .map(effect -> ((Effect.StartTimer) effect).delay())
                .findFirst();
    }

    boolean cancels(Timer timer) {
        return effects.contains(new Effect.CancelTimer(timer));
    }

    /** Whether the server said something of a kind on the connection that the session has opened. */
    boolean isFrame(Class<? extends Input> kind) {
        return kind.isInstance(input) && connectionOf(input) == openOf(before);
    }

    /** Whether the token call under way was answered in a way. */
    boolean isAnswer(Class<? extends Input> kind) {
        return kind.isInstance(input) && fetchOf(input) == fetchOf(before);
    }

    boolean fires(Timer timer) {
        return input instanceof Input.TimerFired fired
                && fired.timer() == timer
                && Ledger.timersOf(before).contains(timer);
    }

    /** Whether the user asked anew, with nothing held against earlier attempts. */
    boolean isNewBeginning() {
        boolean ended = before instanceof State.Idle || before instanceof State.Ended;
        return !(before instanceof State.Closed)
                && (input instanceof Input.Reconnect || (ended && input instanceof Input.Connect));
    }

    /** Whether whoever runs the session wants something: the user, or the runner that cannot go on. */
    boolean isWish() {
        return input instanceof Input.Connect
                || input instanceof Input.Reconnect
                || input instanceof Input.Disconnect
                || input instanceof Input.Close
                || input instanceof Input.Broken;
    }

    /** Why the session ended or backed off here. */
    Optional<Cause> failure() {
        Optional<Cause> retrying = effect(Effect.TellRetrying.class).map(Effect.TellRetrying::cause);
        return retrying.isPresent() ? retrying : effect(Effect.TellEnded.class).map(Effect.TellEnded::cause);
    }

    private static long connectionOf(Input input) {
        if (input instanceof Input.AuthOk ok) {
            return ok.connection();
        } else if (input instanceof Input.AuthExpiring expiring) {
            return expiring.connection();
        } else if (input instanceof Input.AuthIncorrect incorrect) {
            return incorrect.connection();
        } else if (input instanceof Input.ConnectionClosed closed) {
            return closed.connection();
        } else if (input instanceof Input.OpenFailed failed) {
            return failed.connection();
        }
        if (input instanceof Input.AuthNotSent unsent) {
            return unsent.connection();
        }
        return input instanceof Input.Opened opened ? opened.connection() : -1;
    }

    private static long fetchOf(Input input) {
        if (input instanceof Input.TokenFetched fetched) {
            return fetched.fetch();
        }
        return input instanceof Input.TokenFailed failed ? failed.fetch() : -1;
    }

    /** The number of the connection in use, opened or not, or -2. */
    static long openOf(State state) {
        if (state instanceof State.Opening opening) {
            return opening.connection();
        } else if (state instanceof State.Authenticating authenticating) {
            return authenticating.connection();
        }
        return state instanceof State.Connected connected ? connected.connection() : -2;
    }

    /** The number of the token call under way, or -2. */
    static long fetchOf(State state) {
        if (state instanceof State.FetchingToken fetching) {
            return fetching.fetch();
        }
        return state instanceof State.Connected connected
                ? connected.refresh().fetch().orElse(-2)
                : -2;
    }
}
