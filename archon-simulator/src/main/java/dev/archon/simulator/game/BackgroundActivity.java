package dev.archon.simulator.game;

import java.time.Duration;
import java.util.Random;

/** The periodic activity of a running server: the players' actions, stats and uptime, each at its own interval. */
final class BackgroundActivity {

    private static final Duration STATS_EVERY = Duration.ofSeconds(2);
    private static final Duration UPTIME_EVERY = Duration.ofSeconds(5);

    private final ServerProcess process;
    private final Random random;
    private final PlayerActivity activity;
    private final Runnable tellStats;
    private final Runnable tellUptime;

    private ActivityLevel activityLevel;

    /** Counts the starts, so that timers of an earlier start end when the server is started again. */
    private int begun;

    BackgroundActivity(
            ServerProcess process,
            Random random,
            ActivityLevel activityLevel,
            PlayerActivity activity,
            Runnable tellStats,
            Runnable tellUptime) {
        this.process = process;
        this.random = random;
        this.activityLevel = activityLevel;
        this.activity = activity;
        this.tellStats = tellStats;
        this.tellUptime = tellUptime;
    }

    /** Starts the timers, which run until the process stops or ends. */
    void begin() {
        begun++;
        if (!activityLevel.idle()) {
            again(gap(), this::chat);
            again(STATS_EVERY, this::measure);
            again(UPTIME_EVERY, this::count);
        }
    }

    /** Changes how much happens; returns whether it was idle and has to be started again. */
    boolean activityLevel(ActivityLevel changed) {
        boolean wakes = activityLevel.idle() && !changed.idle();
        activityLevel = changed;
        return wakes;
    }

    private void chat() {
        activity.next(activityLevel.players());
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
            if (owner == begun && !activityLevel.idle()) {
                action.run();
            }
        });
    }

    /** Exponential gaps, as between independent events, but never longer than five times the mean. */
    private Duration gap() {
        double factor = Math.min(5, -Math.log(1 - random.nextDouble()));
        return Duration.ofNanos((long) (activityLevel.meanGap().toNanos() * factor));
    }
}
