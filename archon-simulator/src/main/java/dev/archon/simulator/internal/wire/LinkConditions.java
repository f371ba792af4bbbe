package dev.archon.simulator.internal.wire;

import dev.archon.simulator.scenario.DurationRange;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * The properties of a network link between a server and a client, in one direction.
 *
 * @param delay how long a frame takes, drawn for each
 * @param bytesPerSecond how many bytes it carries in a second, above 0; empty for any number
 */
public record LinkConditions(DurationRange delay, OptionalInt bytesPerSecond) {

    /** A line that carries everything at once. */
    public static final LinkConditions NONE = new LinkConditions(DurationRange.of(Duration.ZERO), OptionalInt.empty());
}
