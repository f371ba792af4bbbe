package dev.archon.client.internal.session;

import dev.archon.protocol.session.Effect;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.session.SessionMachine;
import dev.archon.protocol.session.State;
import dev.archon.protocol.session.Transition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Passes one input after the other to a session machine, and has its effects carried out. Belongs to the event loop.
 *
 * <p>It throws nothing, and loses no effect: each is carried out, even if another one has thrown. If an effect throws that
 * has to be answered, the machine gets a failure as its answer at once, since it would wait for one that never comes.
 */
final class SessionLoop {

    /** The number for the jitter if the random source fails. */
    private static final double MIDDLE = 0.5;

    private final SessionMachine machine;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private final BiConsumer<State, State> changed;
    private final Consumer<Effect> carryOut;
    private final ErrorListener errors;
    private final Queue<Input> inputs = new ArrayDeque<>(1);
    private boolean feeding;
    private Instant now = Instant.EPOCH;
    private State state = State.initial();

    /** Receives exceptions. Must not throw. */
    interface ErrorListener {

        /** Code of the client or of a library threw an exception. */
        void failed(String what, Throwable error);

        /** A policy of the embedder threw an exception. */
        void policyFailed(Throwable error);
    }

    /**
     * Makes a loop in the initial state.
     *
     * @param machine computes the next state and effects
     * @param clock supplies the time
     * @param random supplies numbers from 0 to 1, for jitter
     * @param changed receives the states before and after each input, before the effects are carried out, so that a user
     *     who is told that the session is connected sees that status at once
     * @param carryOut carries out an effect
     * @param errors receives exceptions
     */
    SessionLoop(
            SessionMachine machine,
            InstantSource clock,
            DoubleSupplier random,
            BiConsumer<State, State> changed,
            Consumer<Effect> carryOut,
            ErrorListener errors) {
        this.machine = machine;
        this.clock = clock;
        this.random = random;
        this.changed = changed;
        this.carryOut = carryOut;
        this.errors = errors;
    }

    State state() {
        return state;
    }

    void feed(Input input) {
        inputs.add(input);
        if (feeding) {
            // An effect that is answered at once must wait until the others of its transition are carried out.
            return;
        }
        feeding = true;
        try {
            for (Input next = inputs.poll(); next != null; next = inputs.poll()) {
                next(next).ifPresent(this::follow);
            }
        } finally {
            feeding = false;
        }
    }

    private void follow(Transition transition) {
        State before = state;
        state = transition.state();
        try {
            changed.accept(before, state);
        } catch (Throwable error) {
            errors.failed("the status could not be shown", error);
        }
        for (Effect effect : transition.effects()) {
            try {
                carryOut.accept(effect);
            } catch (Throwable error) {
                String what = effect.getClass().getSimpleName() + " could not be carried out";
                errors.failed(what, error);
                answerOf(effect, what + " (" + error.getClass().getName() + ")").ifPresent(inputs::add);
            }
        }
    }

    /** The input that answers an effect that has thrown, if the machine waits for an answer. */
    private static Optional<Input> answerOf(Effect effect, String detail) {
        if (effect instanceof Effect.FetchToken fetch) {
            return Optional.of(new Input.TokenFailed(fetch.fetch(), Failure.of(detail)));
        } else if (effect instanceof Effect.Open open) {
            return Optional.of(new Input.OpenFailed(open.connection(), Failure.of(detail)));
        } else if (effect instanceof Effect.SendAuth auth) {
            return Optional.of(new Input.AuthNotSent(auth.connection(), auth.token(), detail));
        }
        return effect instanceof Effect.StartTimer ? Optional.of(new Input.Broken(detail)) : Optional.empty();
    }

    private Optional<Transition> next(Input input) {
        double jitter = MIDDLE;
        try {
            now = clock.instant();
            jitter = random.getAsDouble();
            return Optional.of(machine.next(state, input, now, jitter));
        } catch (Throwable error) {
            return instead(replacement(input, error), jitter);
        }
    }

    private Input replacement(Input input, Throwable error) {
        if (input instanceof Input.ConnectionClosed closed && closed.code().isPresent()) {
            // The embedder's reconnectOn(...) has thrown; the session reconnects, as after a closure without a code.
            errors.policyFailed(
                    new IllegalStateException("reconnectOn(...) has thrown; the connection is made anew", error));
            return new Input.ConnectionClosed(closed.connection(), OptionalInt.empty(), closed.reason());
        }
        String what = input.getClass().getSimpleName() + " could not be decided on";
        errors.failed(what, error);
        return new Input.Broken(what + " (" + error.getClass().getName() + ")");
    }

    private Optional<Transition> instead(Input replacement, double jitter) {
        try {
            return Optional.of(machine.next(state, replacement, now, jitter));
        } catch (Throwable error) {
            errors.failed("the session could not be ended", error);
            return Optional.empty();
        }
    }
}
