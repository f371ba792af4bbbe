package dev.archon.benchmarks.workload;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/** In what a contender measures the length of an event, which depends on how far it decodes. */
public enum Unit {
    /** UTF-16 units of a line's text; an event of another kind has the length 0. */
    CHARACTERS,

    /**
     * Bytes of each line in UTF-8, unescaped; events of other kinds are not counted. Its events are lines: a stack trace is
     * one message, and as many of them as it has lines.
     */
    UTF_8,

    /** Bytes of a message, whatever its kind. */
    PAYLOAD;

    /** In any zone, since a time has the same length in all of them. */
    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneOffset.UTC);

    Sum added(Sum sum, ArchonEvent event, byte[] payload) {
        String text = event instanceof LogEvent log ? log.message() : "";
        return switch (this) {
            case CHARACTERS -> sum.plus(text.length());
            case UTF_8 -> lines(sum, event);
            case PAYLOAD -> sum.plus(payload.length);
        };
    }

    private static Sum lines(Sum sum, ArchonEvent event) {
        Sum after = sum;
        for (ConsoleLine line : FORMAT.lines(event)) {
            after = after.plus(line.text().getBytes(StandardCharsets.UTF_8).length);
        }
        return after;
    }
}
