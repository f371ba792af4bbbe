package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a server's process runs, in one form for the two events that say so: {@link PowerStateEvent} and {@link
 * StateEvent}. A server may send both; the one that came last counts.
 *
 * @param state the power state; {@link PowerState#UNKNOWN} if the server sent a value that this version does not know
 * @param exitCode the exit code of the process, if the state is {@link PowerState#CRASHED} and the server sent it; empty
 *     otherwise
 * @param outOfMemory whether the process was killed as out of memory, if the state is {@link PowerState#CRASHED} and the
 *     server sent it; empty otherwise
 */
public record ServerPower(PowerState state, OptionalLong exitCode, Optional<Boolean> outOfMemory) {

    /**
     * Leaves out the exit code and whether it was out of memory unless the state is {@link PowerState#CRASHED}: they belong to an
     * earlier process then.
     */
    public ServerPower {
        required(state, "state");
        required(exitCode, "exitCode");
        required(outOfMemory, "outOfMemory");
        if (state != PowerState.CRASHED) {
            exitCode = OptionalLong.empty();
            outOfMemory = Optional.empty();
        }
    }

    /**
     * Reads the power state from a {@code power-state} event.
     *
     * @param event the event
     * @return the power state that the event holds
     */
    public static ServerPower of(PowerStateEvent event) {
        return new ServerPower(event.stateValue(), event.exitCode(), event.oomKilled());
    }

    /**
     * Reads the power state from a {@code state} event. A server that is idle has crashed if its last process ran out of
     * memory or ended with another exit code than 0, and is stopped otherwise. One that is not ready is stopped.
     *
     * @param event the event
     * @return the power state that the event holds
     */
    public static ServerPower of(StateEvent event) {
        return new ServerPower(state(event), event.exitCode(), event.wasOom());
    }

    /**
     * Whether there is no process.
     *
     * @return whether the state is {@link PowerState#STOPPED} or {@link PowerState#CRASHED}
     */
    public boolean off() {
        return state == PowerState.STOPPED || state == PowerState.CRASHED;
    }

    private static PowerState state(StateEvent event) {
        return switch (event.powerVariantValue()) {
            case NOT_READY -> PowerState.STOPPED;
            case STARTING -> PowerState.STARTING;
            case RUNNING -> PowerState.RUNNING;
            case STOPPING -> PowerState.STOPPING;
            case IDLE -> hasCrashed(event) ? PowerState.CRASHED : PowerState.STOPPED;
            case UNKNOWN -> PowerState.UNKNOWN;
        };
    }

    private static boolean hasCrashed(StateEvent event) {
        return event.wasOom().orElse(false) || event.exitCode().orElse(0) != 0;
    }
}
