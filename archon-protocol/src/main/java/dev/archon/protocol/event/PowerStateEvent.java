package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;
import static dev.archon.protocol.event.Checks.textOf;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The server's process has started, stopped, crashed, or is about to.
 *
 * @param state the state as it was sent; see {@link #stateValue()}
 * @param oomKilled when crashed: whether the process was killed because it was out of memory
 * @param exitCode when crashed: the process's exit code
 */
public record PowerStateEvent(String state, Optional<Boolean> oomKilled, OptionalLong exitCode) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "power-state";

    /** Checks that nothing is {@code null}. */
    public PowerStateEvent {
        required(state, "state");
        required(oomKilled, "oomKilled");
        required(exitCode, "exitCode");
    }

    /**
     * Makes an event without the details of a crash.
     *
     * @param state the state, not {@link PowerState#UNKNOWN}
     */
    public PowerStateEvent(PowerState state) {
        this(textOf(state, "state"), Optional.empty(), OptionalLong.empty());
    }

    /**
     * Makes the event of a crash.
     *
     * @param oomKilled whether the process was killed because it was out of memory
     * @param exitCode the process's exit code
     * @return the event
     */
    public static PowerStateEvent crashed(boolean oomKilled, long exitCode) {
        return new PowerStateEvent(PowerState.CRASHED.text(), Optional.of(oomKilled), OptionalLong.of(exitCode));
    }

    /**
     * The state that the server is in now.
     *
     * @return the state, or {@link PowerState#UNKNOWN}
     */
    public PowerState stateValue() {
        return PowerState.of(state);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
