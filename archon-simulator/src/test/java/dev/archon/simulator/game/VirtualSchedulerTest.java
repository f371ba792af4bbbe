package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VirtualSchedulerTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final VirtualScheduler scheduler = new VirtualScheduler(NOON);
    private final List<String> done = new ArrayList<>();

    @Test
    void tasksRunInTheOrderOfTheirTimesAndThenOfTheirPlanning() {
        scheduler.after(Duration.ofSeconds(2), () -> done.add("late"));
        scheduler.after(Duration.ofSeconds(1), () -> done.add("first"));
        scheduler.after(Duration.ofSeconds(1), () -> done.add("second"));
        scheduler.runUntil(NOON.plusSeconds(2));

        assertEquals(List.of("first", "second", "late"), done);
    }

    @Test
    void eachTaskRunsAtItsOwnTimeAndMayPlanMore() {
        scheduler.after(
                Duration.ofSeconds(1),
                () -> scheduler.after(
                        Duration.ofSeconds(1), () -> done.add(scheduler.now().toString())));
        scheduler.runUntil(NOON.plusSeconds(60));

        assertEquals(List.of("2026-11-01T12:00:02Z"), done);
        assertEquals(NOON.plusSeconds(60), scheduler.now());
    }

    @Test
    void aCancelledTaskDoesNotRunAndIsNotWaitedFor() {
        VirtualScheduler.Task task = scheduler.after(Duration.ofSeconds(1), () -> done.add("cancelled"));
        scheduler.after(Duration.ofSeconds(2), () -> done.add("kept"));
        task.cancel();
        assertEquals(Optional.of(NOON.plusSeconds(2)), scheduler.nextDue());
        scheduler.runUntil(NOON.plusSeconds(2));
        task.cancel();

        assertEquals(List.of("kept"), done);
        assertEquals(Optional.empty(), scheduler.nextDue());
    }

    @Test
    void whatShouldHaveHappenedHappensAtTheNextChance() {
        scheduler.at(NOON.minusSeconds(5), () -> done.add("overdue"));
        assertEquals(Optional.of(NOON), scheduler.nextDue());
        scheduler.runUntil(NOON);

        assertEquals(List.of("overdue"), done);
    }
}
