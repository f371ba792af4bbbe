package dev.archon.benchmarks.workload;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import java.nio.charset.StandardCharsets;

/** In what a contender measures the length of an event, which depends on how far it decodes. */
public enum Unit {
    /** UTF-16 units of a line's text; an event of another kind has the length 0. */
    CHARACTERS,

    /** Bytes of a line's text in UTF-8, unescaped; an event of another kind has the length 0. */
    UTF_8,

    /** Bytes of a message, whatever its kind. */
    PAYLOAD;

    int of(ArchonEvent event, byte[] payload) {
        return switch (this) {
            case CHARACTERS -> event instanceof LogEvent log ? log.message().length() : 0;
            case UTF_8 -> event instanceof LogEvent log ? log.message().getBytes(StandardCharsets.UTF_8).length : 0;
            case PAYLOAD -> payload.length;
        };
    }
}
