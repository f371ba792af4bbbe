package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One operation of a run of a scenario. Everything random in it has been drawn: two runs with one seed consist of equal
 * instructions.
 */
public sealed interface Instruction {

    /**
     * Performs an action at once.
     *
     * @param action the action
     */
    record Perform(Action action) implements Instruction {}

    /**
     * Prints lines of a fast flood at once, each with a number of its own.
     *
     * @param lines how many, above 0
     */
    record Print(int lines) implements Instruction {}

    /**
     * Waits before the next instruction.
     *
     * @param duration how long, in the simulator's time; never zero
     */
    record Wait(Duration duration) implements Instruction {}

    /**
     * Waits until at least a number of sockets are authenticated.
     *
     * @param connections the smallest number of authenticated sockets, 1 to 1,000,000
     */
    record AwaitConnections(int connections) implements Instruction {}

    /**
     * Switches a fault on; its number identifies it to the {@link EndFault} that switches it off.
     *
     * @param number the number of the fault, unique within the run
     * @param fault the fault
     * @param times how many occasions the fault hits; empty if it lasts until it is switched off
     */
    record StartFault(int number, Fault fault, OptionalInt times) implements Instruction {}

    /**
     * Switches a fault off. Without effect if the fault has ended already.
     *
     * @param number the number that the fault was switched on with
     */
    record EndFault(int number) implements Instruction {}
}
