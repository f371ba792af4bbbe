package dev.archon.client.internal.session;

import dev.archon.protocol.session.Effect;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.session.SessionMachine;
import dev.archon.protocol.session.State;
import dev.archon.protocol.session.Transition;
import java.time.InstantSource;
import java.util.ArrayDeque;
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
     */
    SessionLoop(
            SessionMachine machine,
            InstantSource clock,
            DoubleSupplier random,
            BiConsumer<State, State> changed,
            Consumer<Effect> carryOut) {
        this.machine = machine;
        this.clock = clock;
        this.random = random;
        this.changed = changed;
        this.carryOut = carryOut;
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
                Transition transition = machine.next(state, next, clock.instant(), random.getAsDouble());
                State before = state;
                state = transition.state();
                changed.accept(before, state);
                transition.effects().forEach(carryOut);
            }
        } finally {
            feeding = false;
        }
    }
}
