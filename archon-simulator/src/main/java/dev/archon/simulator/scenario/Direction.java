package dev.archon.simulator.scenario;

/** Which way frames travel between the simulator and a client. */
public enum Direction {
    /** Both ways, each with conditions of its own: what travels one way does not slow down the other. */
    BOTH,

    /** From the simulator to the client. */
    TO_CLIENT,

    /** From the client to the simulator. */
    TO_SERVER;

    /**
     * Whether this includes another direction.
     *
     * @param other the direction in question
     * @return whether the two are the same, or this is {@link #BOTH}
     */
    public boolean includes(Direction other) {
        return this == BOTH || this == other;
    }
}
