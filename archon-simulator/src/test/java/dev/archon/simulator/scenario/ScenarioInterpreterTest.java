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

class ScenarioInterpreterTest {

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
                        new Instruction.Perform(new Action.Burst(1)),
                        new Instruction.Wait(Duration.ofSeconds(2)),
                        new Instruction.Perform(new Action.Drop()),
                        new Instruction.Wait(Duration.ofSeconds(1)),
                        new Instruction.Perform(new Action.Drop()),
                        new Instruction.Wait(Duration.ofSeconds(1))),
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
                        new Instruction.StartFault(0, new Fault.AuthRefused(), OptionalInt.of(1)),
                        new Instruction.StartFault(1, new Fault.HalfOpen(), OptionalInt.empty()),
                        new Instruction.Perform(new Action.Burst(1)),
                        new Instruction.EndFault(1),
                        new Instruction.Perform(new Action.Reset())),
                all(scenario));
    }

    @Test
    void serversTakeTurns() {
        Scenario scenario = Scenario.of("x", "", script -> script.stagger(Duration.ofSeconds(20)));

        assertEquals(List.of(), all(scenario));
        assertEquals(
                new Instruction.Wait(Duration.ofSeconds(60)),
                scenario.instructions(1, 3).next());
    }

    @Test
    void aFloodKeepsItsRateAlsoWhereItDoesNotDivide() {
        for (int rate : new int[] {1, 7, 19, 20, 999, 123_457, 7_654_321}) {
            Scenario scenario = Scenario.of("x", "", script -> script.flood(rate, Duration.ofMillis(10_010)));
            int lines = 0;
            Duration passed = Duration.ZERO;
            for (Instruction instruction : all(scenario)) {
                if (instruction instanceof Instruction.Perform perform
                        && perform.action() instanceof Action.Burst burst) {
                    lines += burst.lines();
                } else if (instruction instanceof Instruction.Print print) {
                    lines += print.lines();
                } else if (instruction instanceof Instruction.Wait wait) {
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
                        4000,
                        again -> again.choose(
                                ScenarioBuilder.option(3, ScenarioBuilder::drop),
                                ScenarioBuilder.option(1, ScenarioBuilder::reset))));

        long drops = all(scenario).stream()
                .filter(new Instruction.Perform(new Action.Drop())::equals)
                .count();

        assertTrue(drops > 2850 && drops < 3150, "3000 of 4000 were expected, not " + drops);
    }

    @Test
    void aScenarioWithoutEndGoesOn() {
        Scenario scenario = Scenario.of("x", "", script -> script.forever(again -> again.pause(Duration.ofSeconds(1))));

        Iterator<Instruction> instructions = scenario.instructions(1, 0);
        for (int i = 0; i < 200_000; i++) {
            assertEquals(new Instruction.Wait(Duration.ofSeconds(1)), instructions.next());
        }
    }

    @Test
    void whatNeverLetsTimePassIsStopped() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Scenario.of("x", "", script -> script.forever(ScenarioBuilder::drop)));

        Scenario nested = Scenario.of(
                "nested", "", script -> script.repeat(1000, outer -> outer.repeat(1_000_000, ScenarioBuilder::drop)));
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> all(nested));
        assertTrue(String.valueOf(error.getMessage()).contains("nested"));
    }

    @Test
    void onlyADrawnWayThatAlwaysTakesTimeMayGoOnForever() {
        Step.Option waits = ScenarioBuilder.option(1, script -> script.pause(Duration.ofSeconds(1)));
        Step.Option rushes = ScenarioBuilder.option(1, ScenarioBuilder::drop);

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

        List<Instruction> instructions = all(scenario);
        assertEquals(instructions, all(scenario));
        assertTrue(instructions.stream().collect(Collectors.toSet()).size() > 50);
        for (Instruction instruction : instructions) {
            Duration drawn = ((Instruction.Wait) instruction).duration();
            assertTrue(drawn.toMillis() >= 1000 && drawn.toMillis() <= 5000, drawn.toString());
        }
    }

    private static List<Instruction> all(Scenario scenario) {
        List<Instruction> instructions = new ArrayList<>();
        scenario.instructions(1, 0).forEachRemaining(instructions::add);
        return instructions;
    }
}
