package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/**
 * Prints what the game's logger writes: either as lines, {@code [12:34:56] [Server thread/INFO]: text} in UTC, or as
 * entries with their parts, never as both.
 */
final class Console {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Agenda agenda;
    private final boolean entries;
    private final Consumer<ArchonEvent> out;
    private long second = Long.MIN_VALUE;
    private String time = "";

    /**
     * Makes a console.
     *
     * @param agenda its time
     * @param entries whether what is logged is told as {@link Log4jEvent}; if not, as {@link LogEvent}
     * @param out takes the lines
     */
    Console(Agenda agenda, boolean entries, Consumer<ArchonEvent> out) {
        this.agenda = agenda;
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

    /** An error with its stack trace. */
    void error(String text, String throwable) {
        if (entries) {
            out.accept(entry("Server thread", "ERROR", text).throwable(throwable).build());
        } else {
            error(text);
            throwable.lines().forEach(this::stderr);
        }
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
                .levelText(level)
                .threadName(thread)
                .timestampMillis(agenda.now().toEpochMilli())
                .message(text);
    }

    /** What the Java process itself says, past the logger. */
    void stderr(String text) {
        out.accept(new LogEvent(LogStream.STDERR, text));
    }

    private static String loggerOf(String thread) {
        return thread.equals("ServerMain") ? "net.minecraft.server.Main" : "net.minecraft.server.MinecraftServer";
    }

    private String time() {
        Instant now = agenda.now();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            time = TIME.format(now);
        }
        return time;
    }
}
