package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Prints lines as the game's logger does: {@code [12:34:56] [Server thread/INFO]: text}, in UTC; if asked to, each one
 * also as a record with its parts.
 */
final class Console {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Agenda agenda;
    private final boolean records;
    private final Consumer<ArchonEvent> out;
    private long second = Long.MIN_VALUE;
    private String time = "";

    /**
     * Makes a console.
     *
     * @param agenda its time
     * @param records whether every logged line is followed by its {@link Log4jEvent}
     * @param out takes the lines
     */
    Console(Agenda agenda, boolean records, Consumer<ArchonEvent> out) {
        this.agenda = agenda;
        this.records = records;
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

    /** An error with its stack trace, which goes to the standard error stream line by line. */
    void error(String text, String throwable) {
        print("Server thread", "ERROR", text, Optional.of(throwable));
        throwable.lines().forEach(this::stderr);
    }

    void print(String thread, String level, String text) {
        print(thread, level, text, Optional.empty());
    }

    private void print(String thread, String level, String text, Optional<String> throwable) {
        out.accept(new LogEvent(LogStream.STDOUT, "[" + time() + "] [" + thread + "/" + level + "]: " + text));
        if (records) {
            out.accept(new Log4jEvent(
                    Optional.of(loggerOf(thread)),
                    Optional.of(level),
                    Optional.of(thread),
                    OptionalLong.of(agenda.now().toEpochMilli()),
                    Optional.of(text),
                    throwable));
        }
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
