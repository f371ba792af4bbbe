package dev.archon.simulator.game;

import java.time.Duration;
import java.time.Instant;

/** The time in the game's world: twenty ticks a second, 24,000 a day. */
final class WorldTime {

    static final long TICKS_A_DAY = 24_000;
    static final long TICKS_A_SECOND = 20;

    private static final long MILLIS_A_TICK = 1000 / TICKS_A_SECOND;

    private final VirtualScheduler scheduler;
    private final Instant created;
    private long dayTicks = 1000;
    private Instant setAt;
    private boolean daylightCycle = true;

    WorldTime(VirtualScheduler scheduler) {
        this.scheduler = scheduler;
        this.created = scheduler.now();
        this.setAt = scheduler.now();
    }

    void set(long ticks) {
        dayTicks = ticks;
        setAt = scheduler.now();
    }

    void add(long ticks) {
        set(dayTicks() + ticks);
    }

    /** Starts or stops the time of day; the time of the game continues in any case. */
    void setDaylightCycle(boolean on) {
        set(dayTicks());
        daylightCycle = on;
    }

    long ofDay() {
        return dayTicks() % TICKS_A_DAY;
    }

    long day() {
        return dayTicks() / TICKS_A_DAY;
    }

    /** Ticks since the world was made, whatever the time of day was set to. */
    long ofGame() {
        return ticksSince(created);
    }

    private long dayTicks() {
        return daylightCycle ? dayTicks + ticksSince(setAt) : dayTicks;
    }

    private long ticksSince(Instant then) {
        return Duration.between(then, scheduler.now()).toMillis() / MILLIS_A_TICK;
    }
}
