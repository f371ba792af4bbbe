package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends the entries of the game's logger either as lines of text, {@code [12:34:56] [Server thread/INFO]: text} in UTC, or as
 * {@code log4j} entries with their parts, never as both.
 */
final class Console {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final VirtualScheduler scheduler;
    private boolean entries;
    private final Consumer<ArchonEvent> out;
    private long second = Long.MIN_VALUE;
    private String time = "";

    /**
     * Creates a console.
     *
     * @param scheduler the virtual time
     * @param entries whether log entries are sent as {@link Log4jEvent} instead of {@link LogEvent}
     * @param out receives the events
     */
    Console(VirtualScheduler scheduler, boolean entries, Consumer<ArchonEvent> out) {
        this.scheduler = scheduler;
        this.entries = entries;
        this.out = out;
    }

    void info(String text) {
        print("Server thread", "INFO", text);
    }

    void warn(String text) {
        print("Server thread", "WARN", text);
    }

    void error(String text) {
        print("Server thread", "ERROR", text);
    }

    /** Changes whether log entries are sent from now on as {@link Log4jEvent} instead of {@link LogEvent}. */
    void entries(boolean changed) {
        entries = changed;
    }

    /** Logs an error with its stack trace. */
    void error(String text, String throwable) {
        error(text, throwable, () -> {});
    }

    /**
     * Logs an error with its stack trace while another thread prints: as lines of text in the middle of the trace, as
     * entries after it.
     */
    void error(String text, String throwable, Runnable meanwhile) {
        if (entries) {
            out.accept(
                    entry("Server thread", "ERROR", text).throwable(throwable).build());
            meanwhile.run();
            return;
        }
        error(text);
        List<String> lines = throwable.lines().toList();
        int middle = lines.size() / 2;
        lines.subList(0, middle).forEach(this::stderr);
        meanwhile.run();
        lines.subList(middle, lines.size()).forEach(this::stderr);
    }

    void print(String thread, String level, String text) {
        if (entries) {
            out.accept(entry(thread, level, text).build());
        } else {
            out.accept(new LogEvent(LogStream.STDOUT, "[" + time() + "] [" + thread + "/" + level + "]: " + text));
        }
    }

    private Log4jEvent.Builder entry(String thread, String level, String text) {
        return Log4jEvent.builder()
                .loggerName(loggerOf(thread))
                .level(level)
                .threadName(thread)
                .timestampMillis(scheduler.now().toEpochMilli())
                .message(text);
    }

    /** Prints to standard output without the logger, as the start script and some plug-ins do. */
    void stdout(String text) {
        out.accept(new LogEvent(LogStream.STDOUT, text));
    }

    /** Prints to standard error without the logger, as the Java process does. */
    void stderr(String text) {
        out.accept(new LogEvent(LogStream.STDERR, text));
    }

    private static String loggerOf(String thread) {
        return thread.equals("ServerMain") ? "net.minecraft.server.Main" : "net.minecraft.server.MinecraftServer";
    }

    private String time() {
        Instant now = scheduler.now();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            time = TIME.format(now);
        }
        return time;
    }
}
