package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.session.Cause.Kind;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The rules in plain words: what a session may be doing, how often it has failed, and why it stopped. Told what happens to
 * a session, it says where the session has to stand; of timers, tokens and renewals it knows nothing.
 */
final class PlainModel {

    /** What a session may be doing. */
    enum Phase {
        RESTING,
        FETCHING,
        OPENING,
        AUTHENTICATING,
        CONNECTED,
        BACKING_OFF,
        ENDED,
        CLOSED
    }

    private final SessionPolicy policy;
    private Phase phase = Phase.RESTING;
    private int failures;
    private boolean stable;
    private Optional<Kind> reason = Optional.empty();

    PlainModel(SessionPolicy policy) {
        this.policy = policy;
    }

    /** Follows a step, and checks where it led. */
    void follow(Moment moment) {
        if (phase != Phase.CLOSED) {
            hear(moment);
        }
        assertEquals(phase, phaseOf(moment.after()), moment::toString);
        assertEquals(failures, moment.after().history().failures(), moment::toString);
        if (phase == Phase.BACKING_OFF) {
            assertEquals(
                    reason,
                    Optional.of(((State.BackingOff) moment.after()).cause().kind()));
        } else if (phase == Phase.ENDED) {
            assertEquals(
                    reason, Optional.of(((State.Ended) moment.after()).cause().kind()));
        }
    }

    private void hear(Moment moment) {
        Input input = moment.input();
        boolean rests = phase == Phase.RESTING || phase == Phase.ENDED;
        if (input instanceof Input.Close) {
            phase = Phase.CLOSED;
        } else if (input instanceof Input.Reconnect || (input instanceof Input.Connect && rests)) {
            failures = 0;
            phase = Phase.FETCHING;
        } else if (input instanceof Input.Disconnect && !rests) {
            end(Kind.REQUESTED);
        } else if (input instanceof Input.Broken && !rests) {
            end(Kind.BROKEN);
        } else if (input instanceof Input.TimerFired fired && moment.fires(fired.timer())) {
            time(fired.timer(), moment);
        } else if (moment.isAnswer(Input.TokenFailed.class)) {
            tokenFailed(((Input.TokenFailed) input).failure(), moment);
        } else if (moment.isAnswer(Input.TokenFetched.class) && phase == Phase.FETCHING) {
            open(moment);
        } else if (phase == Phase.OPENING && moment.isFrame(Input.Opened.class)) {
            phase = Phase.AUTHENTICATING;
        } else if (phase == Phase.OPENING && moment.isFrame(Input.OpenFailed.class)) {
            openFailed(((Input.OpenFailed) input).failure());
        } else if (moment.isFrame(Input.ConnectionClosed.class)) {
            closed(((Input.ConnectionClosed) input).code());
        } else if (phase == Phase.AUTHENTICATING && moment.isFrame(Input.AuthOk.class)) {
            phase = Phase.CONNECTED;
            stable = false;
        } else if (phase == Phase.AUTHENTICATING && moment.isFrame(Input.AuthNotSent.class)) {
            fail(Kind.AUTH_NOT_SENT);
        } else if (phase.compareTo(Phase.OPENING) > 0 && moment.isFrame(Input.AuthIncorrect.class)) {
            fail(Kind.AUTH_REFUSED);
        }
    }

    private void time(Timer timer, Moment moment) {
        switch (timer) {
            case BACKOFF -> phase = Phase.FETCHING;
            case OPEN_TIMEOUT -> fail(Kind.OPEN_TIMED_OUT);
            case AUTH_TIMEOUT -> {
                if (phase == Phase.AUTHENTICATING) {
                    fail(Kind.AUTH_TIMED_OUT);
                }
            }
            case STABLE -> {
                if (!stable) {
                    stable = true;
                    failures = 0;
                }
            }
            case KEEP_ALIVE -> {
                // Whether it is dead is a matter of times; the world knows whether it is.
                if (moment.has(Effect.DropConnection.class)) {
                    fail(Kind.KEEP_ALIVE_TIMED_OUT);
                }
            }
            case REFRESH, HISTORY -> {
                // Renewals and the replayed history change nothing of this.
            }
        }
    }

    private void open(Moment moment) {
        var token = ((Input.TokenFetched) moment.input()).credentials().token();
        if (moment.before().history().refused().contains(token)) {
            fail(Kind.TOKEN_REPEATED);
        } else {
            phase = Phase.OPENING;
        }
    }

    private void tokenFailed(Failure failure, Moment moment) {
        if (failure.permanent()
                || Set.of(401, 403, 404).contains(failure.status().orElse(0))) {
            // Whether its token has run out is a matter of times; a connection that works goes on until then.
            if (phase == Phase.FETCHING || moment.has(Effect.TellEnded.class)) {
                end(Kind.TOKEN_REFUSED);
            }
        } else if (phase == Phase.FETCHING) {
            fail(Kind.TOKEN_FAILED);
        }
    }

    private void openFailed(Failure failure) {
        if (failure.permanent()) {
            end(Kind.OPEN_FAILED);
        } else {
            fail(Kind.OPEN_FAILED);
        }
    }

    private void closed(OptionalInt code) {
        if (code.isEmpty()) {
            fail(Kind.LOST);
        } else if (policy.reconnectsOn(code.getAsInt())) {
            fail(Kind.CLOSED);
        } else {
            end(Kind.CLOSED);
        }
    }

    private void fail(Kind kind) {
        OptionalInt most = policy.backoff().maxAttempts();
        if (most.isPresent() && failures == most.getAsInt()) {
            end(kind);
        } else {
            failures++;
            phase = Phase.BACKING_OFF;
            reason = Optional.of(kind);
        }
    }

    private void end(Kind kind) {
        failures = 0;
        phase = Phase.ENDED;
        reason = Optional.of(kind);
    }

    private static Phase phaseOf(State state) {
        if (state instanceof State.Idle) {
            return Phase.RESTING;
        } else if (state instanceof State.FetchingToken) {
            return Phase.FETCHING;
        } else if (state instanceof State.Opening) {
            return Phase.OPENING;
        } else if (state instanceof State.Authenticating) {
            return Phase.AUTHENTICATING;
        } else if (state instanceof State.Connected) {
            return Phase.CONNECTED;
        } else if (state instanceof State.BackingOff) {
            return Phase.BACKING_OFF;
        }
        return state instanceof State.Ended ? Phase.ENDED : Phase.CLOSED;
    }
}
