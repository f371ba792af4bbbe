package dev.archon.simulator.game;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Prints lines as the game's logger does: {@code [12:34:56] [Server thread/INFO]: text}, in UTC. */
final class Console {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Agenda agenda;
    private final Consumer<LogEvent> out;
    private long second = Long.MIN_VALUE;
    private String time = "";

    Console(Agenda agenda, Consumer<LogEvent> out) {
        this.agenda = agenda;
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

    void print(String thread, String level, String text) {
        out.accept(new LogEvent(LogStream.STDOUT, "[" + time() + "] [" + thread + "/" + level + "]: " + text));
    }

    /** What the Java process itself says, past the logger. */
    void stderr(String text) {
        out.accept(new LogEvent(LogStream.STDERR, text));
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
