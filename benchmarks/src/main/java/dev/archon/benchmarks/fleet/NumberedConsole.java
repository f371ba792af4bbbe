package dev.archon.benchmarks.fleet;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.SimulatedServer;

/** Prints numbered lines on a simulated server, nine of ten by the game's logger, the rest past it. */
final class NumberedConsole {

    private static final int PAST_THE_LOGGER = 10;

    private final SimulatedServer server;
    private long printed;

    NumberedConsole(SimulatedServer server) {
        this.server = server;
    }

    SimulatedServer server() {
        return server;
    }

    /** Prints lines at once, one message each. */
    synchronized void print(int lines) {
        for (int i = 0; i < lines; i++) {
            server.emit(next());
        }
    }

    synchronized long printed() {
        return printed;
    }

    private ArchonEvent next() {
        printed++;
        String text = new NumberedLine(printed, System.nanoTime()).text();
        if (printed % PAST_THE_LOGGER == 0) {
            return new LogEvent(LogStream.STDOUT, text);
        }
        return Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level(LogLevel.INFO)
                .threadName("Server thread")
                .timestampMillis(System.currentTimeMillis())
                .message(text)
                .build();
    }
}
