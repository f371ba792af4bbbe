package dev.archon.protocol.session;

import java.util.List;

/**
 * The next state of a session, and the effects that the shell carries out.
 *
 * @param state the next state
 * @param effects the effects, in the order in which they are to be carried out
 */
public record Transition(State state, List<Effect> effects) {

    /** Makes the list immutable. */
    public Transition {
        effects = List.copyOf(effects);
    }
}
