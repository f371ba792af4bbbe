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
 * Interprets a scenario's steps as instructions. The remaining work is kept on a stack, so that an endless scenario takes
 * no more memory than its text.
 */
final class ScenarioInterpreter implements Iterator<Instruction> {

    /** The number of steps without a wait that is taken for a mistake, such as repeats within repeats that never wait. */
    private static final int MOST_AT_ONE_TIME = 100_000;

    private static final int TICKS_PER_SECOND = 20;
    private static final Duration TICK = Duration.ofMillis(1000 / TICKS_PER_SECOND);

    /** From this rate on the lines of a flood come in smaller portions, of which a socket can hold several. */
    private static final int LINES_OF_SHORT_TICKS = 1_000_000;

    private static final Duration SHORT_TICK = Duration.ofMillis(10);

    /** From this rate on the lines of a flood are not made one by one. */
    private static final int FAST_LINES = 50_000;

    private final Deque<Work> pending = new ArrayDeque<>();
    private final String name;
    private final Random random;
    private final int serverIndex;
    private Optional<Instruction> ready = Optional.empty();
    private int faults;
    private int atOneTime;

    ScenarioInterpreter(Scenario scenario, long seed, int serverIndex) {
        this.name = scenario.name();
        this.random = new Random(seed);
        this.serverIndex = serverIndex;
        pending.push(new Walk(scenario.steps()));
    }

    /** A piece of work: it returns an instruction, pushes other work on the stack, or pops itself. */
    private interface Work {

        Optional<Instruction> proceed();
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
    public Instruction next() {
        if (!hasNext()) {
            throw new NoSuchElementException("scenario " + name + " is over");
        }
        Instruction instruction = ready.get();
        ready = Optional.empty();
        if (instruction instanceof Instruction.Wait || instruction instanceof Instruction.AwaitConnections) {
            atOneTime = 0;
        }
        return instruction;
    }

    private Optional<Instruction> take(Step step) {
        if (step instanceof Action action) {
            return Optional.of(new Instruction.Perform(action));
        } else if (step instanceof Step.Pause pause) {
            return waiting(pause.duration().draw(random));
        } else if (step instanceof Step.AwaitConnections await) {
            return Optional.of(new Instruction.AwaitConnections(await.connections()));
        } else if (step instanceof Step.Stagger stagger) {
            return waiting(stagger.by().multipliedBy(serverIndex));
        } else if (step instanceof Step.Flood flood) {
            pending.push(new Flow(flood));
        } else if (step instanceof Step.Repeat repeat) {
            pending.push(new Repetition(repeat));
        } else if (step instanceof Step.Choose choose) {
            pending.push(new Walk(draw(choose.options())));
        } else if (step instanceof Step.Inject inject) {
            return Optional.of(new Instruction.StartFault(faults++, inject.fault(), inject.times()));
        } else if (step instanceof Step.During during) {
            int number = faults++;
            pending.push(new Last(new Instruction.EndFault(number)));
            pending.push(new Walk(during.steps()));
            return Optional.of(new Instruction.StartFault(number, during.fault(), OptionalInt.empty()));
        }
        return Optional.empty();
    }

    /** A wait of zero is left out, so that every wait instruction lets time pass. */
    private static Optional<Instruction> waiting(Duration duration) {
        return duration.isZero() ? Optional.empty() : Optional.of(new Instruction.Wait(duration));
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

    private Optional<Instruction> done() {
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
        public Optional<Instruction> proceed() {
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
        public Optional<Instruction> proceed() {
            if (repeat.times().isPresent() && begun == repeat.times().getAsInt()) {
                return done();
            }
            begun = repeat.times().isPresent() ? begun + 1 : 0;
            pending.push(new Walk(repeat.steps()));
            return Optional.empty();
        }
    }

    private final class Last implements Work {

        private final Instruction instruction;

        private Last(Instruction instruction) {
            this.instruction = instruction;
        }

        @Override
        public Optional<Instruction> proceed() {
            pending.pop();
            return Optional.of(instruction);
        }
    }

    /** Lines at a steady rate: the lines that are due are printed at the end of every tick. */
    private final class Flow implements Work {

        private final Step.Flood flood;
        private Duration passed = Duration.ZERO;
        private long printed;

        private Flow(Step.Flood flood) {
            this.flood = flood;
        }

        @Override
        public Optional<Instruction> proceed() {
            long due = passed.toMillis() * flood.linesPerSecond() / 1000 - printed;
            if (due > 0) {
                printed += due;
                return Optional.of(
                        flood.linesPerSecond() < FAST_LINES
                                ? new Instruction.Perform(new Action.Burst((int) due))
                                : new Instruction.Print((int) due));
            }
            Duration usual = flood.linesPerSecond() < LINES_OF_SHORT_TICKS ? TICK : SHORT_TICK;
            Duration left = flood.duration().map(whole -> whole.minus(passed)).orElse(usual);
            if (left.isZero()) {
                return done();
            }
            Duration tick = left.compareTo(usual) < 0 ? left : usual;
            passed = passed.plus(tick);
            return Optional.of(new Instruction.Wait(tick));
        }
    }
}
