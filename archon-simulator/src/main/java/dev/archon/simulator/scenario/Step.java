package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step of a {@link Scenario}: something that is done at once (an {@link Action}), or one of the steps here, which make
 * time pass, switch faults, or hold other steps. The steps of a list are taken one after the other.
 */
public sealed interface Step
        permits Action,
                Step.Pause,
                Step.AwaitConnections,
                Step.Stagger,
                Step.Flood,
                Step.Repeat,
                Step.Choose,
                Step.Inject,
                Step.During {

    /**
     * Waits.
     *
     * @param duration how long, in the simulator's time
     */
    record Pause(DurationRange duration) implements Step {
        /**
         * Checks that there is one.
         *
         * @param duration see {@link #duration()}
         */
        public Pause {
            Objects.requireNonNull(duration, "duration");
        }
    }

    /**
     * Waits until so many sockets are authenticated; goes on at once if they are.
     *
     * @param connections how many at least, 1 to 1,000,000
     */
    record AwaitConnections(int connections) implements Step {
        /**
         * Checks the number.
         *
         * @param connections see {@link #connections()}
         * @throws IllegalArgumentException if it is out of range
         */
        public AwaitConnections {
            Limits.number("connections", connections, 1, Limits.MOST_TIMES);
        }
    }

    /**
     * Waits for the server's turn: the first server of the simulator not at all, the second one once the given time, the
     * third one twice, and so on.
     *
     * @param by the time
     */
    record Stagger(Duration by) implements Step {
        /**
         * Checks the time.
         *
         * @param by see {@link #by()}
         * @throws IllegalArgumentException if it is negative, over 24 hours or not in whole milliseconds
         */
        public Stagger {
            Limits.duration("by", by);
        }
    }

    /**
     * Prints lines at a steady rate.
     *
     * @param linesPerSecond how many lines a second of the simulator's time, 1 to 10,000,000
     * @param duration how long; empty for until the scenario is stopped
     */
    record Flood(int linesPerSecond, Optional<Duration> duration) implements Step {
        /**
         * Checks the values.
         *
         * @param linesPerSecond see {@link #linesPerSecond()}
         * @param duration see {@link #duration()}
         * @throws IllegalArgumentException if one is out of range
         */
        public Flood {
            Limits.number("lines_per_second", linesPerSecond, 1, 10_000_000);
            duration.ifPresent(time -> Limits.interval("for", time));
        }
    }

    /**
     * Takes steps again and again.
     *
     * @param times how many times, 1 to 1,000,000; empty for until the scenario is stopped, which only steps that take
     *     time may be
     * @param steps the steps
     */
    record Repeat(OptionalInt times, List<Step> steps) implements Step {
        /**
         * Checks the number and copies the steps.
         *
         * @param times see {@link #times()}
         * @param steps see {@link #steps()}
         * @throws IllegalArgumentException if the number is out of range, or steps without end would take no time
         */
        public Repeat {
            times.ifPresent(number -> Limits.number("times", number, 1, Limits.MOST_TIMES));
            steps = List.copyOf(steps);
            if (times.isEmpty() && !Timing.passes(steps)) {
                throw new IllegalArgumentException(
                        "steps that are repeated until the scenario is stopped must take time: add a wait, for example");
            }
        }
    }

    /**
     * Draws one of several ways to go on.
     *
     * @param options the ways, at least one
     */
    record Choose(List<Option> options) implements Step {
        /**
         * Checks and copies the ways.
         *
         * @param options see {@link #options()}
         * @throws IllegalArgumentException if there is none
         */
        public Choose {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("options must not be empty");
            }
        }
    }

    /**
     * A way to go on.
     *
     * @param weight how likely it is, compared with the others; 1 to 1,000,000
     * @param steps what is done; may be empty
     */
    record Option(int weight, List<Step> steps) {
        /**
         * Checks the weight and copies the steps.
         *
         * @param weight see {@link #weight()}
         * @param steps see {@link #steps()}
         * @throws IllegalArgumentException if the weight is out of range
         */
        public Option {
            Limits.number("weight", weight, 1, Limits.MOST_TIMES);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Switches a fault on and goes on. A scenario is not over before its faults are; stopping it switches them off.
     *
     * @param fault the fault
     * @param times how many occasions it hits; empty for all until the scenario is stopped
     */
    record Inject(Fault fault, OptionalInt times) implements Step {
        /**
         * Checks the number.
         *
         * @param fault see {@link #fault()}
         * @param times see {@link #times()}
         * @throws IllegalArgumentException if it is out of range, or the fault's kind cannot be counted
         */
        public Inject {
            checkTimes(fault, times);
        }

        /**
         * Checks how often a fault may be asked to strike.
         *
         * @param fault the fault
         * @param times how many occasions; empty for all
         * @throws IllegalArgumentException if the number is out of range, or the fault's kind cannot be counted
         */
        public static void checkTimes(Fault fault, OptionalInt times) {
            Objects.requireNonNull(fault, "fault");
            times.ifPresent(number -> Limits.number("times", number, 1, Limits.MOST_TIMES));
            if (times.isPresent() && !fault.isCounted()) {
                throw new IllegalArgumentException(
                        "times must not be given: " + fault.kind() + " lasts until it is switched off");
            }
        }
    }

    /**
     * Takes steps while a fault is switched on.
     *
     * @param fault the fault
     * @param steps the steps
     */
    record During(Fault fault, List<Step> steps) implements Step {
        /**
         * Copies the steps.
         *
         * @param fault see {@link #fault()}
         * @param steps see {@link #steps()}
         */
        public During {
            Objects.requireNonNull(fault, "fault");
            steps = List.copyOf(steps);
        }
    }
}
