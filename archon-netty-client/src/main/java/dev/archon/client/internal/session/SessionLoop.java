package dev.archon.client.internal.session;

import dev.archon.protocol.session.Effect;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.session.SessionMachine;
import dev.archon.protocol.session.State;
import dev.archon.protocol.session.Transition;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Gives a session machine one input after the other, and has its effects carried out. Belongs to the event loop. */
final class SessionLoop {

    private final SessionMachine machine;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private final BiConsumer<State, State> changed;
    private final Consumer<Effect> carryOut;
    private final Consumer<RuntimeException> failed;
    private final Queue<Input> inputs = new ArrayDeque<>();
    private boolean feeding;
    private State state = State.initial();

    /**
     * Makes a loop in the initial state.
     *
     * @param machine what decides
     * @param clock says what time it is
     * @param random from 0 to 1, for jitter
     * @param changed told the state before and after each input, before the effects: whoever is told by them that events
     *     flow may look at the status at once
     * @param carryOut carries out an effect
     * @param failed told what a policy of the embedder's has thrown
     */
    SessionLoop(
            SessionMachine machine,
            InstantSource clock,
            DoubleSupplier random,
            BiConsumer<State, State> changed,
            Consumer<Effect> carryOut,
            Consumer<RuntimeException> failed) {
        this.machine = machine;
        this.clock = clock;
        this.random = random;
        this.changed = changed;
        this.carryOut = carryOut;
        this.failed = failed;
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
                Transition transition = next(next);
                State before = state;
                state = transition.state();
                changed.accept(before, state);
                transition.effects().forEach(carryOut);
            }
        } finally {
            feeding = false;
        }
    }

    private Transition next(Input input) {
        try {
            return machine.next(state, input, clock.instant(), random.getAsDouble());
        } catch (RuntimeException e) {
            if (!(input instanceof Input.ConnectionClosed closed)) {
                throw e;
            }
            // The embedder was asked whether that closure reconnects, and has thrown: it does, as one without a code.
            failed.accept(new IllegalStateException("reconnectOn(...) has thrown; the connection is made anew", e));
            return machine.next(
                    state,
                    new Input.ConnectionClosed(closed.connection(), OptionalInt.empty(), closed.reason()),
                    clock.instant(),
                    random.getAsDouble());
        }
    }
}
