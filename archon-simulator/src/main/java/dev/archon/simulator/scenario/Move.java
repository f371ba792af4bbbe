package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.OptionalInt;

/** Something that a run of a scenario does, with everything drawn that was to be drawn. */
public sealed interface Move {

    /**
     * Does an action.
     *
     * @param action the action
     */
    record Act(Action action) implements Move {}

    /**
     * Lets time pass.
     *
     * @param duration how much, in the simulator's time
     */
    record Wait(Duration duration) implements Move {}

    /**
     * Waits until so many sockets are authenticated.
     *
     * @param connections how many at least
     */
    record AwaitConnections(int connections) implements Move {}

    /**
     * Switches a fault on.
     *
     * @param number the number that the run knows it by; no other fault of the run has it
     * @param fault the fault
     * @param times how many occasions it hits; empty for all
     */
    record SwitchOn(int number, Fault fault, OptionalInt times) implements Move {}

    /**
     * Switches a fault off.
     *
     * @param number the number that it was switched on with
     */
    record SwitchOff(int number) implements Move {}
}
