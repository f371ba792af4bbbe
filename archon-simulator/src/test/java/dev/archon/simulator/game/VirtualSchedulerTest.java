package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final Agenda agenda = new Agenda(NOON);
    private final List<String> done = new ArrayList<>();

    @Test
    void tasksRunInTheOrderOfTheirTimesAndThenOfTheirPlanning() {
        agenda.after(Duration.ofSeconds(2), () -> done.add("late"));
        agenda.after(Duration.ofSeconds(1), () -> done.add("first"));
        agenda.after(Duration.ofSeconds(1), () -> done.add("second"));
        agenda.runUntil(NOON.plusSeconds(2));

        assertEquals(List.of("first", "second", "late"), done);
    }

    @Test
    void eachTaskRunsAtItsOwnTimeAndMayPlanMore() {
        agenda.after(
                Duration.ofSeconds(1),
                () -> agenda.after(
                        Duration.ofSeconds(1), () -> done.add(agenda.now().toString())));
        agenda.runUntil(NOON.plusSeconds(60));

        assertEquals(List.of("2026-11-01T12:00:02Z"), done);
        assertEquals(NOON.plusSeconds(60), agenda.now());
    }

    @Test
    void aCancelledTaskDoesNotRunAndIsNotWaitedFor() {
        Agenda.Task task = agenda.after(Duration.ofSeconds(1), () -> done.add("cancelled"));
        agenda.after(Duration.ofSeconds(2), () -> done.add("kept"));
        task.cancel();
        assertEquals(Optional.of(NOON.plusSeconds(2)), agenda.nextDue());
        agenda.runUntil(NOON.plusSeconds(2));
        task.cancel();

        assertEquals(List.of("kept"), done);
        assertEquals(Optional.empty(), agenda.nextDue());
    }

    @Test
    void whatShouldHaveHappenedHappensAtTheNextChance() {
        agenda.at(NOON.minusSeconds(5), () -> done.add("overdue"));
        assertEquals(Optional.of(NOON), agenda.nextDue());
        agenda.runUntil(NOON);

        assertEquals(List.of("overdue"), done);
    }
}
