package dev.archon.protocol.session;

import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.State.Authenticating;
import dev.archon.protocol.session.State.BackingOff;
import dev.archon.protocol.session.State.Closed;
import dev.archon.protocol.session.State.Connected;
import dev.archon.protocol.session.State.Ended;
import dev.archon.protocol.session.State.FetchingToken;
import dev.archon.protocol.session.State.Idle;
import dev.archon.protocol.session.State.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Decides when a session fetches a token, connects, authenticates, pings, tries again and gives up.
 *
 * <p>It is a pure function: it is given the state, an input, the time and a random number, and returns the next state and
 * the effects to carry out.
 *
 * <pre>{@code
 * SessionMachine machine = new SessionMachine(SessionPolicy.defaults());
 * Transition start = machine.next(State.initial(), new Input.Connect(), clock.instant(), random.nextDouble());
 * // start.effects() is [FetchToken[fetch=1]]
 * }</pre>
 *
 * <p>Immutable, and safe on any thread. The caller keeps the {@link State}, passes inputs one after the other, and carries
 * out the effects of one input before it passes the next.
 */
public final class SessionMachine {

    private final SessionPolicy policy;

    /**
     * Makes a machine that any number of sessions may share.
     *
     * @param policy its limits and choices
     */
    public SessionMachine(SessionPolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
    }

    /**
     * Computes the next state and effects. A pure function: the same arguments have the same result.
     *
     * @param state where the session stands
     * @param input what happened
     * @param now the time of the day, with which a token's expiry is compared
     * @param random a number drawn evenly from [0, 1), for the jitter
     * @return where the session stands then, and what is to be done
     * @throws IllegalArgumentException if the random number is not in [0, 1)
     */
    public Transition next(State state, Input input, Instant now, double random) {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(now, "now");
        if (!(random >= 0 && random < 1)) {
            throw new IllegalArgumentException("random must be in [0, 1)");
        }
        TransitionBuilder step = new TransitionBuilder(policy, now, random);
        if (state instanceof Closed) {
            return step.to(state);
        }
        if (input instanceof Input.Close) {
            step.releases(state);
            return step.to(new Closed(state.history()));
        }
        if (input instanceof Input.Disconnect) {
            return isAtRest(state)
                    ? step.to(state)
                    : released(step, state).endAsWanted(state.history(), Cause.of(Kind.REQUESTED));
        }
        if (input instanceof Input.Broken broken) {
            return isAtRest(state)
                    ? step.to(state)
                    : released(step, state).end(state.history(), Cause.of(Kind.BROKEN, broken.detail()));
        }
        if (input instanceof Input.Reconnect) {
            step.releases(state);
            return step.attempt(state.history().anew());
        }
        if (state instanceof FetchingToken fetching) {
            return fetching(step, fetching, input);
        }
        if (state instanceof Opening opening) {
            return opening(step, opening, input);
        }
        if (state instanceof Authenticating authenticating) {
            return authenticating(step, authenticating, input);
        }
        if (state instanceof Connected connected) {
            return Established.next(step, connected, input);
        }
        if (state instanceof BackingOff backingOff) {
            return TransitionBuilder.fired(input, Timer.BACKOFF) ? step.attempt(backingOff.history()) : step.to(state);
        }
        return input instanceof Input.Connect ? step.attempt(state.history().anew()) : step.to(state);
    }

    private static boolean isAtRest(State state) {
        return state instanceof Idle || state instanceof Ended;
    }

    private static TransitionBuilder released(TransitionBuilder step, State state) {
        step.releases(state);
        return step;
    }

    private static Transition fetching(TransitionBuilder step, FetchingToken state, Input input) {
        if (input instanceof Input.TokenFetched fetched && fetched.fetch() == state.fetch()) {
            if (state.history().refused().contains(fetched.credentials().token())) {
                return step.fail(state.history(), Cause.of(Kind.TOKEN_REPEATED));
            }
            AttemptHistory history = state.history().nextId();
            step.does(new Effect.Open(history.lastId(), fetched.credentials()));
            step.starts(Timer.OPEN_TIMEOUT, step.policy.openTimeout());
            return step.to(
                    new Opening(history, history.lastId(), fetched.credentials().token()));
        }
        if (input instanceof Input.TokenFailed failed && failed.fetch() == state.fetch()) {
            return TransitionBuilder.isPermanent(failed.failure())
                    ? step.end(state.history(), Cause.of(Kind.TOKEN_REFUSED, failed.failure()))
                    : step.fail(
                            state.history(),
                            Cause.of(Kind.TOKEN_FAILED, failed.failure()),
                            failed.failure().retryAfter());
        }
        return step.to(state);
    }

    private static Transition opening(TransitionBuilder step, Opening state, Input input) {
        if (input instanceof Input.Opened opened && opened.connection() == state.connection()) {
            step.cancels(Timer.OPEN_TIMEOUT);
            step.does(new Effect.SendAuth(state.connection(), state.token()));
            step.starts(Timer.AUTH_TIMEOUT, step.policy.authTimeout());
            return step.to(new Authenticating(state.history(), state.connection(), state.token(), false));
        }
        if (input instanceof Input.OpenFailed failed && failed.connection() == state.connection()) {
            step.cancels(Timer.OPEN_TIMEOUT);
            Cause cause = Cause.of(Kind.OPEN_FAILED, failed.failure());
            return failed.failure().permanent()
                    ? step.end(state.history(), cause)
                    : step.fail(state.history(), cause, failed.failure().retryAfter());
        }
        if (input instanceof Input.ConnectionClosed closed && closed.connection() == state.connection()) {
            step.cancels(Timer.OPEN_TIMEOUT);
            return step.closed(state.history(), closed, List.of(state.token()));
        }
        if (TransitionBuilder.fired(input, Timer.OPEN_TIMEOUT)) {
            step.does(new Effect.DropConnection(state.connection()));
            return step.fail(state.history(), Cause.of(Kind.OPEN_TIMED_OUT));
        }
        return step.to(state);
    }

    private static Transition authenticating(TransitionBuilder step, Authenticating state, Input input) {
        if (input instanceof Input.AuthOk ok && ok.connection() == state.connection()) {
            step.cancels(Timer.AUTH_TIMEOUT);
            step.does(new Effect.TellConnected(state.history().failures()));
            step.starts(Timer.STABLE, step.policy.stableAfter());
            step.starts(Timer.KEEP_ALIVE, step.policy.keepAliveIdle());
            Connected connected = Connected.fresh(
                    state.history(), state.connection(), state.token(), HistoryReplay.begin(step), step.now);
            return state.expiring() ? Refreshing.due(step, connected) : step.to(Refreshing.schedule(step, connected));
        }
        if (input instanceof Input.AuthExpiring expiring && expiring.connection() == state.connection()) {
            return step.to(new Authenticating(state.history(), state.connection(), state.token(), true));
        }
        if (input instanceof Input.AuthNotSent unsent && unsent.connection() == state.connection()) {
            // A connection to which no token can be written takes no close frame either.
            step.cancels(Timer.AUTH_TIMEOUT).does(new Effect.DropConnection(state.connection()));
            return step.fail(state.history(), Cause.of(Kind.AUTH_NOT_SENT, unsent.detail()));
        }
        if (input instanceof Input.AuthIncorrect incorrect && incorrect.connection() == state.connection()) {
            step.cancels(Timer.AUTH_TIMEOUT).closes(state.connection());
            return step.fail(state.history().refusing(state.token()), Cause.of(Kind.AUTH_REFUSED));
        }
        if (input instanceof Input.ConnectionClosed closed && closed.connection() == state.connection()) {
            step.cancels(Timer.AUTH_TIMEOUT);
            return step.closed(state.history(), closed, List.of(state.token()));
        }
        if (TransitionBuilder.fired(input, Timer.AUTH_TIMEOUT)) {
            step.closes(state.connection());
            return step.fail(state.history(), Cause.of(Kind.AUTH_TIMED_OUT));
        }
        return step.to(state);
    }
}
