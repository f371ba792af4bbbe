package dev.archon.simulator.game;

import java.time.Duration;
import java.util.Random;

/** What happens of its own accord while a server runs: players' activity, stats and uptime, each at its own interval. */
final class BackgroundActivity {

    private static final Duration STATS_EVERY = Duration.ofSeconds(2);
    private static final Duration UPTIME_EVERY = Duration.ofSeconds(5);

    private final ServerProcess process;
    private final Random random;
    private final PlayerActivity activity;
    private final Runnable tellStats;
    private final Runnable tellUptime;

    private Pace pace;

    /** Counts the starts, so that timers of an earlier start do not go on beside those of a new one. */
    private int begun;

    BackgroundActivity(
            ServerProcess process,
            Random random,
            Pace pace,
            PlayerActivity activity,
            Runnable tellStats,
            Runnable tellUptime) {
        this.process = process;
        this.random = random;
        this.pace = pace;
        this.activity = activity;
        this.tellStats = tellStats;
        this.tellUptime = tellUptime;
    }

    /** Starts the timers, which run until the process stops or ends. */
    void begin() {
        begun++;
        if (!pace.idle()) {
            again(gap(), this::chat);
            again(STATS_EVERY, this::measure);
            again(UPTIME_EVERY, this::count);
        }
    }

    /** Changes how much happens; returns whether it was idle and has to be started again. */
    boolean pace(Pace newPace) {
        boolean wakes = pace.idle() && !newPace.idle();
        pace = newPace;
        return wakes;
    }

    private void chat() {
        activity.next(pace.players());
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
