package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Walks through a scenario's steps and turns each into moves. What is still to be done lies on a stack, so that scenarios
 * without an end take no more room than their text.
 */
final class Moves implements Iterator<Move> {

    /** How much is done at one time before it is taken for a mistake: repeats within repeats that never wait. */
    private static final int MOST_AT_ONE_TIME = 100_000;

    private static final int TICKS_PER_SECOND = 20;
    private static final Duration TICK = Duration.ofMillis(1000 / TICKS_PER_SECOND);

    private final Deque<Work> pending = new ArrayDeque<>();
    private final String name;
    private final Random random;
    private final int place;
    private Optional<Move> ready = Optional.empty();
    private int faults;
    private int atOneTime;

    Moves(Scenario scenario, long seed, int place) {
        this.name = scenario.name();
        this.random = new Random(seed);
        this.place = place;
        pending.push(new Walk(scenario.steps()));
    }

    /** Something that is to be done: gives a move, or puts other work on the stack, or takes itself off it. */
    private interface Work {

        Optional<Move> proceed();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !pending.isEmpty()) {
            if (++atOneTime > MOST_AT_ONE_TIME) {
                throw new IllegalStateException("scenario " + name + " does more than " + MOST_AT_ONE_TIME
                        + " things without letting time pass");
            }
            ready = pending.getFirst().proceed();
        }
        return ready.isPresent();
    }

    @Override
    public Move next() {
        if (!hasNext()) {
            throw new NoSuchElementException("scenario " + name + " is over");
        }
        Move move = ready.get();
        ready = Optional.empty();
        if (move instanceof Move.Wait || move instanceof Move.AwaitConnections) {
            atOneTime = 0;
        }
        return move;
    }

    private Optional<Move> take(Step step) {
        if (step instanceof Action action) {
            return Optional.of(new Move.Act(action));
        } else if (step instanceof Step.Pause pause) {
            return waiting(pause.duration().draw(random));
        } else if (step instanceof Step.AwaitConnections await) {
            return Optional.of(new Move.AwaitConnections(await.connections()));
        } else if (step instanceof Step.Stagger stagger) {
            return waiting(stagger.by().multipliedBy(place));
        } else if (step instanceof Step.Flood flood) {
            pending.push(new Flow(flood));
        } else if (step instanceof Step.Repeat repeat) {
            pending.push(new Repetition(repeat));
        } else if (step instanceof Step.Choose choose) {
            pending.push(new Walk(draw(choose.options())));
        } else if (step instanceof Step.Inject inject) {
            return Optional.of(new Move.SwitchOn(faults++, inject.fault(), inject.times()));
        } else if (step instanceof Step.During during) {
            int number = faults++;
            pending.push(new Last(new Move.SwitchOff(number)));
            pending.push(new Walk(during.steps()));
            return Optional.of(new Move.SwitchOn(number, during.fault(), OptionalInt.empty()));
        }
        return Optional.empty();
    }

    /** Waiting for no time is no move, so that a run may count on a wait to let time pass. */
    private static Optional<Move> waiting(Duration duration) {
        return duration.isZero() ? Optional.empty() : Optional.of(new Move.Wait(duration));
    }

    private List<Step> draw(List<Step.Option> options) {
        long total = options.stream().mapToLong(Step.Option::weight).sum();
        long left = random.nextLong(total);
        for (Step.Option option : options) {
            left -= option.weight();
            if (left < 0) {
                return option.steps();
            }
        }
        throw new IllegalStateException("the weights sum up to less than their sum");
    }

    private Optional<Move> done() {
        pending.pop();
        return Optional.empty();
    }

    /** Takes the steps of a list. */
    private final class Walk implements Work {

        private final Iterator<Step> steps;

        private Walk(List<Step> steps) {
            this.steps = steps.iterator();
        }

        @Override
        public Optional<Move> proceed() {
            return steps.hasNext() ? take(steps.next()) : done();
        }
    }

    private final class Repetition implements Work {

        private final Step.Repeat repeat;
        private int begun;

        private Repetition(Step.Repeat repeat) {
            this.repeat = repeat;
        }

        @Override
        public Optional<Move> proceed() {
            if (repeat.times().isPresent() && begun == repeat.times().getAsInt()) {
                return done();
            }
            begun = repeat.times().isPresent() ? begun + 1 : 0;
            pending.push(new Walk(repeat.steps()));
            return Optional.empty();
        }
    }

    private final class Last implements Work {

        private final Move move;

        private Last(Move move) {
            this.move = move;
        }

        @Override
        public Optional<Move> proceed() {
            pending.pop();
            return Optional.of(move);
        }
    }

    /** Lines at a steady rate: what is due is printed at the end of every tick. */
    private final class Flow implements Work {

        private final Step.Flood flood;
        private Duration passed = Duration.ZERO;
        private long printed;

        private Flow(Step.Flood flood) {
            this.flood = flood;
        }

        @Override
        public Optional<Move> proceed() {
            long due = passed.toMillis() * flood.linesPerSecond() / 1000 - printed;
            if (due > 0) {
                printed += due;
                return Optional.of(new Move.Act(new Action.Burst((int) due)));
            }
            Duration left = flood.duration().map(whole -> whole.minus(passed)).orElse(TICK);
            if (left.isZero()) {
                return done();
            }
            Duration tick = left.compareTo(TICK) < 0 ? left : TICK;
            passed = passed.plus(tick);
            return Optional.of(new Move.Wait(tick));
        }
    }
}
