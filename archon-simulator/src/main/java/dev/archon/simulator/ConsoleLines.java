package dev.archon.simulator;

import dev.archon.protocol.console.LineSplitter;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;

/** Counts the lines of the console that an event holds. */
final class ConsoleLines {

    private ConsoleLines() {}

    /** How many lines an event shows; none if it does not belong to the console. */
    static int count(ArchonEvent event) {
        if (event instanceof LogEvent log) {
            return count(log.message());
        }
        if (event instanceof Log4jEvent entry) {
            // An entry without a text is shown as its prefix.
            int message = Math.max(1, count(entry.message().orElse("").strip()));
            return message + count(entry.throwable().orElse(""));
        }
        return 0;
    }

    private static int count(String text) {
        int[] lines = {0};
        LineSplitter.split(text, (from, to) -> lines[0]++);
        return lines[0];
    }
}
