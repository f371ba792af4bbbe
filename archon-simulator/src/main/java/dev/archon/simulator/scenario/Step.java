package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step of a {@link Scenario}: an {@link Action}, which is performed at once, or one of the steps here, which let time
 * pass, switch faults, or hold other steps. The steps of a list are taken one after the other.
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

        static final JsonFormat<Pause> FORMAT = JsonFormat.of(
                Pause.class,
                "wait",
                "Waits.",
                JsonField.required("for", JsonType.RANGE, "how long", Pause::duration),
                Pause::new);

        /** Checks that there is one. */
        public Pause {
            Objects.requireNonNull(duration, "duration");
        }
    }

    /**
     * Waits until enough sockets are authenticated. Does not wait if they are.
     *
     * @param connections the smallest number of sockets, 1 to 1,000,000
     */
    record AwaitConnections(int connections) implements Step {

        static final JsonFormat<AwaitConnections> FORMAT = JsonFormat.of(
                AwaitConnections.class,
                "await",
                "Waits until so many sockets are authenticated.",
                JsonField.withDefault(
                        "connections",
                        JsonType.number(1, Limits.MOST_TIMES),
                        1,
                        "how many at least",
                        AwaitConnections::connections),
                AwaitConnections::new);

        /**
         * Checks the number.
         *
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

        static final JsonFormat<Stagger> FORMAT = JsonFormat.of(
                Stagger.class,
                "stagger",
                "Waits for the server's turn: not at all for the first server, once for the second, and so on.",
                JsonField.required("by", JsonType.DURATION, "how long after the server before", Stagger::by),
                Stagger::new);

        /**
         * Checks the time.
         *
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

        static final JsonFormat<Flood> FORMAT = JsonFormat.of(
                Flood.class,
                "flood",
                "Prints lines at a steady rate.",
                JsonField.required(
                        "lines_per_second",
                        JsonType.number(1, 10_000_000),
                        "how many lines a second",
                        Flood::linesPerSecond),
                JsonField.optional(
                        "for", JsonType.DURATION, "how long; until the scenario is stopped if absent", Flood::duration),
                Flood::new);

        /**
         * Checks the values.
         *
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

        static final JsonFormat<Repeat> FORMAT = JsonFormat.of(
                Repeat.class,
                "repeat",
                "Takes steps again and again.",
                JsonField.optionalNumber(
                        "times",
                        JsonType.number(1, Limits.MOST_TIMES),
                        "how many times; until the scenario is stopped if absent",
                        Repeat::times),
                JsonField.required("steps", JsonType.STEPS, "the steps", Repeat::steps),
                Repeat::new);

        /**
         * Checks the number and copies the steps.
         *
         * @throws IllegalArgumentException if the number is out of range, or steps without end would take no time
         */
        public Repeat {
            times.ifPresent(number -> Limits.number("times", number, 1, Limits.MOST_TIMES));
            steps = List.copyOf(steps);
            if (times.isEmpty() && !Timing.passes(steps)) {
                throw new IllegalArgumentException(
                        "steps that are repeated until the scenario is stopped must take time: add a wait, for"
                                + " example");
            }
        }
    }

    /**
     * Takes the steps of one of several options, which is drawn at random.
     *
     * @param options the options, at least one
     */
    record Choose(List<Option> options) implements Step {

        static final JsonFormat<Choose> FORMAT = JsonFormat.of(
                Choose.class,
                "choose",
                "Draws one of several ways to go on.",
                JsonField.required("options", Option.LIST, "the ways", Choose::options),
                Choose::new);

        /**
         * Checks and copies the options.
         *
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
     * An option of {@link Choose}.
     *
     * @param weight how likely it is, compared with the others; 1 to 1,000,000
     * @param steps the steps that are taken; may be empty
     */
    record Option(int weight, List<Step> steps) {

        static final JsonFormat<Option> FORMAT = JsonFormat.of(
                Option.class,
                "option",
                "A way to go on.",
                JsonField.withDefault(
                        "weight",
                        JsonType.number(1, Limits.MOST_TIMES),
                        1,
                        "how likely it is, compared with the others",
                        Option::weight),
                JsonField.required("steps", JsonType.STEPS, "the steps", Option::steps),
                Option::new);

        static final JsonType<List<Option>> LIST =
                JsonType.list(Parameter.Type.OPTIONS, FORMAT).narrowed(schema -> schema.put("minItems", 1));

        /**
         * Checks the weight and copies the steps.
         *
         * @throws IllegalArgumentException if the weight is out of range
         */
        public Option {
            Limits.number("weight", weight, 1, Limits.MOST_TIMES);
            steps = List.copyOf(steps);
        }
    }

    /**
     * Switches a fault on, and continues with the next step. A scenario ends only when its faults have ended; stopping it
     * switches them off.
     *
     * @param fault the fault
     * @param times how many occasions it hits; empty for all until the scenario is stopped
     */
    record Inject(Fault fault, OptionalInt times) implements Step {

        static final JsonFormat<Inject> FORMAT = JsonFormat.of(
                Inject.class,
                "fault",
                "Switches a fault on and goes on.",
                JsonField.required("fault", JsonType.FAULT, "the fault", Inject::fault),
                JsonField.optionalNumber(
                        "times",
                        JsonType.number(1, Limits.MOST_TIMES),
                        "how many occasions it hits; all until the scenario is stopped if absent",
                        Inject::times),
                Inject::new);

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is out of range, or the fault's kind cannot be counted
         */
        public Inject {
            checkTimes(fault, times);
        }

        /**
         * Checks the number of occasions of a fault.
         *
         * @param fault the fault
         * @param times how many occasions; empty for all
         * @throws IllegalArgumentException if the number is out of range, or the fault's kind cannot be counted
         */
        public static void checkTimes(Fault fault, OptionalInt times) {
            Objects.requireNonNull(fault, "fault");
            times.ifPresent(number -> Limits.number("times", number, 1, Limits.MOST_TIMES));
            if (times.isPresent() && !fault.counted()) {
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

        static final JsonFormat<During> FORMAT = JsonFormat.of(
                During.class,
                "during",
                "Takes steps while a fault is switched on.",
                JsonField.required("fault", JsonType.FAULT, "the fault", During::fault),
                JsonField.required("steps", JsonType.STEPS, "the steps", During::steps),
                During::new);

        /** Copies the steps. */
        public During {
            Objects.requireNonNull(fault, "fault");
            steps = List.copyOf(steps);
        }
    }
}
