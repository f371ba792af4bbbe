package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/** The properties of scenarios hold for every kind of action, step and fault only if every kind is generated. */
class GeneratedKindsProperties {

    @Example
    void everyActionIsGenerated() {
        assertEquals(SealedTypes.leaves(Action.class), classes(ScenarioArbitraries.actions()));
    }

    @Example
    void everyStepIsGenerated() {
        assertEquals(SealedTypes.leaves(Step.class), classes(ScenarioArbitraries.steps()));
    }

    @Example
    void everyFaultIsGenerated() {
        assertEquals(SealedTypes.leaves(Fault.class), classes(ScenarioArbitraries.faults()));
    }

    /** The classes of many values; the seed is fixed, so that the test gives the same answer each time. */
    private static Set<Class<?>> classes(Arbitrary<?> values) {
        RandomGenerator<?> generator = values.generator(5000);
        Random random = new Random(1);
        Set<Class<?>> classes = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            classes.add(generator.next(random).value().getClass());
        }
        return classes;
    }
}
