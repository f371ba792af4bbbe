package dev.archon.protocol.session;

import dev.archon.protocol.session.RandomInputs.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * A session under a random policy and random inputs, written down.
 *
 * @param policy the policy
 * @param moments what happened
 */
record Walk(Policy policy, List<Moment> moments) {

    /**
     * Walks of up to 80 steps. Each step has a seed of its own and is made for the state that it meets, so that a walk that
     * fails can be shortened and still makes sense.
     */
    static Arbitrary<Walk> any() {
        Arbitrary<Long> seeds = Arbitraries.randomValue(random -> random.nextLong());
        return Combinators.combine(seeds, seeds.list().ofMaxSize(80).withSizeDistribution(RandomDistribution.uniform()))
                .as(Walk::of);
    }

    private static Walk of(long policySeed, List<Long> steps) {
        Policy policy = RandomInputs.policy(new SplittableRandom(policySeed));
        SessionMachine machine = new SessionMachine(policy.session());
        List<Moment> moments = new ArrayList<>();
        State state = State.initial();
        Instant clock = Instant.parse("2026-11-01T12:00:00Z");
        for (long step : steps) {
            RandomInputs inputs = new RandomInputs(new SplittableRandom(step));
            clock = inputs.later(clock);
            Instant now = inputs.now(clock);
            double random = inputs.random();
            Input input = inputs.next(state, now);
            Transition transition = machine.next(state, input, now, random);
            moments.add(new Moment(state, input, now, random, transition.state(), transition.effects()));
            state = transition.state();
        }
        return new Walk(policy, moments);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(policy.toString());
        for (Moment moment : moments) {
            text.append("\n  ")
                    .append(moment.now())
                    .append(' ')
                    .append(moment.random())
                    .append(' ')
                    .append(moment.input())
                    .append("\n    -> ")
                    .append(moment.effects())
                    .append("\n    => ")
                    .append(moment.after());
        }
        return text.toString();
    }
}
