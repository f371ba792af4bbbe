package dev.archon.simulator.game;

import java.time.Duration;
import java.util.Random;

/** What goes on by itself while a server runs: chatter, figures and uptime, each at its rhythm. */
final class Life {

    private static final Duration STATS_EVERY = Duration.ofSeconds(2);
    private static final Duration UPTIME_EVERY = Duration.ofSeconds(5);

    private final ServerProcess process;
    private final Random random;
    private final Chatter chatter;
    private final Runnable tellStats;
    private final Runnable tellUptime;

    private Pace pace;

    /** Counts how often it began, so that an earlier rhythm does not go on beside a new one. */
    private int begun;

    Life(ServerProcess process, Random random, Pace pace, Chatter chatter, Runnable tellStats, Runnable tellUptime) {
        this.process = process;
        this.random = random;
        this.pace = pace;
        this.chatter = chatter;
        this.tellStats = tellStats;
        this.tellUptime = tellUptime;
    }

    /** Lets things happen until the process ends or stops. */
    void begin() {
        begun++;
        if (!pace.idle()) {
            again(gap(), this::chat);
            again(STATS_EVERY, this::measure);
            again(UPTIME_EVERY, this::count);
        }
    }

    /** Changes how much happens; true if it was asleep and has to begin again. */
    boolean pace(Pace newPace) {
        boolean wakes = pace.idle() && !newPace.idle();
        pace = newPace;
        return wakes;
    }

    private void chat() {
        chatter.next(pace.players());
        again(gap(), this::chat);
    }

    private void measure() {
        tellStats.run();
        again(STATS_EVERY, this::measure);
    }

    private void count() {
        tellUptime.run();
        again(UPTIME_EVERY, this::count);
    }

    private void again(Duration delay, Runnable action) {
        int owner = begun;
        process.planned(delay, () -> {
            if (owner == begun && !pace.idle()) {
                action.run();
            }
        });
    }

    /** Exponential gaps, as between independent events, but never longer than five times the mean. */
    private Duration gap() {
        double factor = Math.min(5, -Math.log(1 - random.nextDouble()));
        return Duration.ofNanos((long) (pace.meanGap().toNanos() * factor));
    }
}
