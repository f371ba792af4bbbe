package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.SealedTypes;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/**
 * The random walks reach every state, give the machine every kind of input and see every kind of effect. So the rules of
 * the session hold for every kind, and whoever adds one and forgets the walks fails here.
 */
class GeneratedKindsProperties {

    private static final int WALKS = 2_000;

    @Example
    void theWalksHaveEveryKind() {
        Set<Class<?>> states = new HashSet<>();
        Set<Class<?>> inputs = new HashSet<>();
        Set<Class<?>> effects = new HashSet<>();
        RandomGenerator<Walk> walks = Walk.any().generator(WALKS);
        Random random = new Random(1);
        for (int i = 0; i < WALKS; i++) {
            for (Moment moment : walks.next(random).value().moments()) {
                states.add(moment.after().getClass());
                inputs.add(moment.input().getClass());
                moment.effects().forEach(effect -> effects.add(effect.getClass()));
            }
        }

        assertEquals(SealedTypes.leaves(State.class), states);
        assertEquals(SealedTypes.leaves(Input.class), inputs);
        assertEquals(SealedTypes.leaves(Effect.class), effects);
    }
}
