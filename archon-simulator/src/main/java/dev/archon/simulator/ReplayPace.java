package dev.archon.simulator;

/** How fast a recording is played. */
public enum ReplayPace {
    /**
     * With the delays that were recorded, in the simulator's time: with {@linkplain SimulatorTime#scaled scaled time} it is
     * played faster or slower, with {@linkplain SimulatorTime#manual manual time} as a test moves it on.
     */
    RECORDED,

    /** As fast as each client reads. */
    UNPACED
}
