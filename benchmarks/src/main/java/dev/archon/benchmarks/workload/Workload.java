package dev.archon.benchmarks.workload;

import dev.archon.protocol.event.ArchonEvent;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What kind of events a server sends. */
public enum Workload {
    /** Lines of a busy server, one frame each, 134 bytes on average. */
    TYPICAL("typical lines, 134 bytes a frame", 32_768),

    /** Java stack traces, each one message of 2 KB. */
    TRACES("stack traces of 2 KB", 2_048),

    /** Lines with quotes, backslashes, colour codes, and names that are not ASCII. */
    ESCAPES("escapes and non-ASCII text", 32_768),

    /** Typical lines with an event of another kind for each 99 of them. */
    MIXED("1 % other events", 32_768),

    /** Typical lines on a connection with permessage-deflate, where the client can do that. */
    DEFLATE("permessage-deflate", 32_768);

    private static final long SEED = 0x4152_4348_4F4EL;

    private final String title;
    private final int events;

    Workload(String title, int events) {
        this.title = title;
        this.events = events;
    }

    /** In a few words, for a table. */
    public String title() {
        return title;
    }

    /** The name used on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The events of one block, the same at each call. */
    public List<ArchonEvent> events() {
        ServerLog log = new ServerLog(new Random(SEED));
        return switch (this) {
            case TYPICAL, DEFLATE -> log.lines(events);
            case TRACES -> log.traces(events);
            case ESCAPES -> log.oddLines(events);
            case MIXED -> new OtherEvents(new Random(SEED + 1)).mixedInto(log.lines(events), 100);
        };
    }

    /** What {@link #id()} gave. */
    public static Workload of(String id) {
        for (Workload workload : values()) {
            if (workload.id().equals(id)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("there is no workload '" + id + "'");
    }
}
