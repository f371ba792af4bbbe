package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MovesTest {

    @Test
    void stepsAreTakenInOrder() {
        Scenario scenario = Scenario.of(
                "x",
                "",
                script -> script.burst(1)
                        .pause(Duration.ofSeconds(2))
                        .repeat(2, again -> again.drop().pause(Duration.ofSeconds(1))));

        assertEquals(
                List.of(
                        new Move.Act(new Action.Burst(1)),
                        new Move.Wait(Duration.ofSeconds(2)),
                        new Move.Act(new Action.Drop()),
                        new Move.Wait(Duration.ofSeconds(1)),
                        new Move.Act(new Action.Drop()),
                        new Move.Wait(Duration.ofSeconds(1))),
                all(scenario));
    }

    @Test
    void aFaultLastsAsLongAsTheStepsInIt() {
        Scenario scenario = Scenario.of(
                "x",
                "",
                script -> script.fault(new Fault.AuthRefused(), 1)
                        .during(new Fault.HalfOpen(), meanwhile -> meanwhile.burst(1))
                        .reset());

        assertEquals(
                List.of(
                        new Move.SwitchOn(0, new Fault.AuthRefused(), OptionalInt.of(1)),
                        new Move.SwitchOn(1, new Fault.HalfOpen(), OptionalInt.empty()),
                        new Move.Act(new Action.Burst(1)),
                        new Move.SwitchOff(1),
                        new Move.Act(new Action.Reset())),
                all(scenario));
    }

    @Test
    void serversTakeTurns() {
        Scenario scenario = Scenario.of("x", "", script -> script.stagger(Duration.ofSeconds(20)));

        assertEquals(List.of(), all(scenario));
        assertEquals(new Move.Wait(Duration.ofSeconds(60)), scenario.moves(1, 3).next());
    }

    @Test
    void aFloodKeepsItsRateAlsoWhereItDoesNotDivide() {
        for (int rate : new int[] {1, 7, 19, 20, 999, 123_457}) {
            Scenario scenario = Scenario.of("x", "", script -> script.flood(rate, Duration.ofMillis(10_010)));
            int lines = 0;
            Duration passed = Duration.ZERO;
            for (Move move : all(scenario)) {
                if (move instanceof Move.Act act && act.action() instanceof Action.Burst burst) {
                    lines += burst.lines();
                } else if (move instanceof Move.Wait wait) {
                    passed = passed.plus(wait.duration());
                }
                long due = passed.toMillis() * rate / 1000;
                assertTrue(lines <= due, rate + " lines a second came too early");
            }
            assertEquals(Duration.ofMillis(10_010), passed);
            assertEquals(rate * 10_010L / 1000, lines);
        }
    }

    @Test
    void waysAreDrawnByTheirWeights() {
        Scenario scenario = Scenario.of(
                "x",
                "",
                script -> script.repeat(
                        4000, again -> again.choose(Script.option(3, Script::drop), Script.option(1, Script::reset))));

        long drops = all(scenario).stream()
                .filter(new Move.Act(new Action.Drop())::equals)
                .count();

        assertTrue(drops > 2850 && drops < 3150, "3000 of 4000 were expected, not " + drops);
    }

    @Test
    void aScenarioWithoutEndGoesOn() {
        Scenario scenario = Scenario.of("x", "", script -> script.forever(again -> again.pause(Duration.ofSeconds(1))));

        Iterator<Move> moves = scenario.moves(1, 0);
        for (int i = 0; i < 200_000; i++) {
            assertEquals(new Move.Wait(Duration.ofSeconds(1)), moves.next());
        }
    }

    @Test
    void whatNeverLetsTimePassIsStopped() {
        assertThrows(
                IllegalArgumentException.class, () -> Scenario.of("x", "", script -> script.forever(Script::drop)));

        Scenario nested = Scenario.of(
                "nested", "", script -> script.repeat(1000, outer -> outer.repeat(1_000_000, Script::drop)));
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> all(nested));
        assertTrue(String.valueOf(error.getMessage()).contains("nested"));
    }

    @Test
    void onlyADrawnWayThatAlwaysTakesTimeMayGoOnForever() {
        Step.Option waits = Script.option(1, script -> script.pause(Duration.ofSeconds(1)));
        Step.Option rushes = Script.option(1, Script::drop);

        assertThrows(
                IllegalArgumentException.class,
                () -> Scenario.of("x", "", script -> script.forever(again -> again.choose(waits, rushes))));
        assertFalse(Scenario.of("x", "", script -> script.forever(again -> again.choose(waits, waits)))
                .steps()
                .isEmpty());
    }

    @Test
    void aSpanIsDrawnFromTheSeed() {
        Scenario scenario = Scenario.of(
                "x",
                "",
                script -> script.repeat(100, again -> again.pause(Duration.ofSeconds(1), Duration.ofSeconds(5))));

        List<Move> moves = all(scenario);
        assertEquals(moves, all(scenario));
        assertTrue(moves.stream().collect(Collectors.toSet()).size() > 50);
        for (Move move : moves) {
            Duration drawn = ((Move.Wait) move).duration();
            assertTrue(drawn.toMillis() >= 1000 && drawn.toMillis() <= 5000, drawn.toString());
        }
    }

    private static List<Move> all(Scenario scenario) {
        List<Move> moves = new ArrayList<>();
        scenario.moves(1, 0).forEachRemaining(moves::add);
        return moves;
    }
}
