package dev.archon.protocol.session;

import java.util.List;

/**
 * The next state of a session, and the effects that the shell carries out.
 *
 * @param state where the session stands now
 * @param effects what is to be done, in this order
 */
public record Transition(State state, List<Effect> effects) {

    /** Makes the list immutable. */
    public Transition {
        effects = List.copyOf(effects);
    }
}
