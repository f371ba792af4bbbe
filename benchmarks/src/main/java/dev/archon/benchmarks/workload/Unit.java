package dev.archon.benchmarks.workload;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import java.nio.charset.StandardCharsets;

/** In what a contender measures the length of an event, which depends on how far it decodes. */
public enum Unit {
    /** UTF-16 units of a line's text; an event of another kind has the length 0. */
    CHARACTERS,

    /** Bytes of a line's text in UTF-8, unescaped; events of other kinds are not counted. */
    UTF_8,

    /** Bytes of a message, whatever its kind. */
    PAYLOAD;

    Sum added(Sum sum, ArchonEvent event, byte[] payload) {
        boolean line = event instanceof LogEvent;
        String text = event instanceof LogEvent log ? log.message() : "";
        return switch (this) {
            case CHARACTERS -> sum.plus(text.length());
            case UTF_8 -> line ? sum.plus(text.getBytes(StandardCharsets.UTF_8).length) : sum;
            case PAYLOAD -> sum.plus(payload.length);
        };
    }
}
