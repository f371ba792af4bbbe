package dev.archon.simulator;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import java.time.ZoneOffset;

/** Counts the lines of the console that an event holds, as a client that shows them does. */
final class ConsoleLines {

    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneOffset.UTC);

    private ConsoleLines() {}

    /** How many lines an event shows; none if it does not belong to the console. */
    static int count(ArchonEvent event) {
        int[] lines = {0};
        FORMAT.lines(event, line -> lines[0]++);
        return lines[0];
    }
}
