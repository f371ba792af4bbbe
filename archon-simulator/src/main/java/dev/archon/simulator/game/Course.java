package dev.archon.simulator.game;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleConsumer;

/** Work that takes its time: tells at a rhythm how far it has come, now faster, now slower, and ends once. */
final class Course {

    private final Agenda agenda;
    private final Duration rhythm;
    private final double[] marks;
    private final double reach;
    private final DoubleConsumer told;
    private final Runnable ended;

    private int beat;
    private double done;
    private Optional<Agenda.Task> next = Optional.empty();

    /**
     * Plans the work.
     *
     * @param agenda its time
     * @param random what makes it go now faster, now slower
     * @param length how long all of it takes
     * @param rhythm how often it tells, at most the length
     * @param reach how far it comes before it ends, above 0.0; 1.0 for all of it
     * @param told takes how much is done, first 0.0, always below the reach
     * @param ended runs at the end, unless the work is cancelled before
     */
    Course(
            Agenda agenda,
            Random random,
            Duration length,
            Duration rhythm,
            double reach,
            DoubleConsumer told,
            Runnable ended) {
        this.agenda = agenda;
        this.rhythm = rhythm;
        this.marks = marks(random, (int) Math.max(1, length.dividedBy(rhythm)));
        this.reach = reach;
        this.told = told;
        this.ended = ended;
    }

    void start() {
        tell();
    }

    /** How much was done when it last told. */
    double done() {
        return done;
    }

    void cancel() {
        next.ifPresent(Agenda.Task::cancel);
        next = Optional.empty();
    }

    private void tell() {
        double mark = marks[beat++];
        if (mark >= reach) {
            ended.run();
            return;
        }
        done = mark;
        next = Optional.of(agenda.after(rhythm, this::tell));
        told.accept(mark);
    }

    /** Rising from 0.0 to 1.0, in steps of which the largest is three times the smallest at most. */
    private static double[] marks(Random random, int steps) {
        double[] marks = new double[steps + 1];
        for (int i = 1; i <= steps; i++) {
            marks[i] = marks[i - 1] + 0.5 + random.nextDouble();
        }
        double all = marks[steps];
        for (int i = 1; i < steps; i++) {
            marks[i] = Math.round(marks[i] / all * 10_000) / 10_000.0;
        }
        marks[steps] = 1;
        return marks;
    }
}
