package dev.archon.benchmarks.workload;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a contender counts, and in what it measures the length of what it counts. It depends on how far the contender
 * decodes. Figures are never compared in these units: the race converts all of them to messages on the wire.
 */
public enum CountingUnit {
    /** Events; UTF-16 units of the text of a console event, stack trace included. Other events have the length 0. */
    CHARACTERS,

    /** Lines of the console; UTF-16 units of each line as the panel shows it. Other events are not counted. */
    LINES,

    /** Lines of the console; bytes in UTF-8 of each line as the panel shows it. Other events are not counted. */
    UTF_8,

    /** Messages; bytes of each message. */
    PAYLOAD;

    /** The zone does not matter, since a time of day has the same length in all of them. */
    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneOffset.UTC);

    Checksum added(Checksum sum, ArchonEvent event, byte[] payload) {
        return switch (this) {
            case CHARACTERS -> sum.plus(textLength(event));
            case LINES -> lines(sum, event);
            case UTF_8 -> utf8Lines(sum, event);
            case PAYLOAD -> sum.plus(payload.length);
        };
    }

    private static int textLength(ArchonEvent event) {
        if (event instanceof LogEvent log) {
            return log.message().length();
        }
        if (event instanceof Log4jEvent entry) {
            return entry.message().orElse("").length()
                    + entry.throwable().orElse("").length();
        }
        return 0;
    }

    private static Checksum lines(Checksum sum, ArchonEvent event) {
        Checksum after = sum;
        for (ConsoleLine line : linesOf(event)) {
            after = after.plus(line.text().length());
        }
        return after;
    }

    private static Checksum utf8Lines(Checksum sum, ArchonEvent event) {
        Checksum after = sum;
        for (ConsoleLine line : linesOf(event)) {
            after = after.plus(line.text().getBytes(StandardCharsets.UTF_8).length);
        }
        return after;
    }

    private static List<ConsoleLine> linesOf(ArchonEvent event) {
        return FORMAT.lines(event);
    }
}
