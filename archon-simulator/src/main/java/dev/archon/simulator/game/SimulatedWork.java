package dev.archon.simulator.game;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleConsumer;

/** Work that takes a while: reports its progress at an interval, in steps of different sizes, and ends once. */
final class SimulatedWork {

    private final VirtualScheduler scheduler;
    private final Duration interval;
    private final double[] marks;
    private final double end;
    private final DoubleConsumer progress;
    private final Runnable ended;

    private int step;
    private double done;
    private Optional<VirtualScheduler.Task> next = Optional.empty();

    /**
     * Creates work that has not been started.
     *
     * @param scheduler the virtual time
     * @param random the source of the sizes of the steps
     * @param length how long all of it takes
     * @param interval the time between two reports, at most the length
     * @param end the progress at which it ends, above 0.0; 1.0 for all of it
     * @param progress receives the progress, first 0.0, always below the end
     * @param ended runs at the end, unless the work is cancelled before
     */
    SimulatedWork(
            VirtualScheduler scheduler,
            Random random,
            Duration length,
            Duration interval,
            double end,
            DoubleConsumer progress,
            Runnable ended) {
        this.scheduler = scheduler;
        this.interval = interval;
        this.marks = marks(random, (int) Math.max(1, length.dividedBy(interval)));
        this.end = end;
        this.progress = progress;
        this.ended = ended;
    }

    void start() {
        report();
    }

    /** The progress that was reported last. */
    double done() {
        return done;
    }

    void cancel() {
        next.ifPresent(VirtualScheduler.Task::cancel);
        next = Optional.empty();
    }

    private void report() {
        double mark = marks[step++];
        if (mark >= end) {
            ended.run();
            return;
        }
        done = mark;
        next = Optional.of(scheduler.after(interval, this::report));
        progress.accept(mark);
    }

    /** Values that rise from 0.0 to 1.0; the largest step is at most three times the smallest. */
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
