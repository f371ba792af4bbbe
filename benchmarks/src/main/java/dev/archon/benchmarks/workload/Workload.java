package dev.archon.benchmarks.workload;

import dev.archon.protocol.event.ArchonEvent;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What kind of events a server sends. */
public enum Workload {
    /** Lines of a busy server as {@code log} messages, one frame each, 134 bytes on average. */
    LOG("typical lines as log, 134 bytes a frame", 32_768),

    /** The same lines as {@code log4j} messages, 207 bytes on average: what servers send today. */
    LOG4J("typical lines as log4j, 207 bytes a frame", 32_768),

    /** Java stack traces as {@code log} messages of 2 KB, 19 lines each on average. */
    LOG_TRACES("stack traces of 2 KB as log, 19 lines each", 2_048),

    /** Java stack traces of 2 KB as the throwables of {@code log4j} messages. */
    LOG4J_TRACES("stack traces of 2 KB as log4j, 19 lines each", 2_048),

    /** {@code log} lines with quotes, backslashes, colour codes, and names that are not ASCII. */
    ESCAPES("escapes and non-ASCII text as log", 32_768),

    /** Typical {@code log} lines with an event of another kind for each 99 of them. */
    MIXED("typical lines as log and 1 % other events", 32_768),

    /** Typical {@code log} lines on a connection with permessage-deflate. */
    DEFLATE("typical lines as log, permessage-deflate", 32_768);

    private static final long SEED = 0x4152_4348_4F4EL;

    private final String title;
    private final int events;

    Workload(String title, int events) {
        this.title = title;
        this.events = events;
    }

    /** A description in a few words, for a table. */
    public String title() {
        return title;
    }

    /** The name used in a {@link RunRequest}; it has no hyphen. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The events of one block, the same at each call. */
    public List<ArchonEvent> events() {
        ServerLog log = new ServerLog(new Random(SEED));
        return switch (this) {
            case LOG, DEFLATE -> log.lines(events);
            case LOG4J -> log.entries(events);
            case LOG_TRACES -> log.traces(events);
            case LOG4J_TRACES -> log.entriesWithTraces(events);
            case ESCAPES -> log.oddLines(events);
            case MIXED -> new OtherEvents(new Random(SEED + 1)).mixedInto(log.lines(events), 100);
        };
    }

    /**
     * Finds a workload by its {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload of(String id) {
        for (Workload workload : values()) {
            if (workload.id().equals(id)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("there is no workload '" + id + "'");
    }
}
