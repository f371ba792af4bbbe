package dev.archon.simulator.game;

import java.time.Duration;
import java.time.Instant;

/** The time in the game's world: twenty ticks a second, 24,000 a day. */
final class WorldTime {

    static final long TICKS_A_DAY = 24_000;
    static final long TICKS_A_SECOND = 20;

    private static final long MILLIS_A_TICK = 1000 / TICKS_A_SECOND;

    private final Agenda agenda;
    private final Instant created;
    private long dayTicks = 1000;
    private Instant setAt;

    WorldTime(Agenda agenda) {
        this.agenda = agenda;
        this.created = agenda.now();
        this.setAt = agenda.now();
    }

    void set(long ticks) {
        dayTicks = ticks;
        setAt = agenda.now();
    }

    void add(long ticks) {
        set(dayTicks() + ticks);
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
        return dayTicks + ticksSince(setAt);
    }

    private long ticksSince(Instant then) {
        return Duration.between(then, agenda.now()).toMillis() / MILLIS_A_TICK;
    }
}
