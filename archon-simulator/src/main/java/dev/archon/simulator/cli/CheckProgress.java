package dev.archon.simulator.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells how far a run of cases is: a line for each that has ended, and in a terminal a last line that counts the time. */
final class CheckProgress implements AutoCloseable {

    /** To the beginning of the line, and erase it. */
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean live;
    private final int cases;
    private final LongSupplier nanoTime;
    private final long start;
    private final ScheduledExecutorService ticks;
    private int ended;
    private boolean closed;

    /**
     * Makes the progress of a run that starts now.
     *
     * @param out where to
     * @param live whether that is a terminal, where the last line is drawn again each second
     * @param cases how many cases there are
     * @param nanoTime the time in nanoseconds, counted from anywhere
     */
    CheckProgress(PrintWriter out, boolean live, int cases, LongSupplier nanoTime) {
        this.out = out;
        this.live = live;
        this.cases = cases;
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
        ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "conformance-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        if (live) {
            var unused = ticks.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
        }
    }

    /** Prints the line of a case that has ended. */
    synchronized void ended(String line) {
        ended++;
        out.println((live ? CLEAR : "") + "[" + ended + "/" + cases + "] " + line);
        draw();
        out.flush();
    }

    synchronized void tick() {
        draw();
        out.flush();
    }

    private void draw() {
        if (live && !closed) {
            Duration since = Duration.ofNanos(nanoTime.getAsLong() - start);
            out.print(CLEAR
                    + String.format(
                            Locale.ROOT,
                            "%d of %d cases done after %d:%02d",
                            ended,
                            cases,
                            since.toMinutes(),
                            since.toSecondsPart()));
        }
    }

    @Override
    public synchronized void close() {
        ticks.shutdownNow();
        closed = true;
        if (live) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
