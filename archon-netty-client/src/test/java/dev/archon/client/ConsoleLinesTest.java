package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console as one, whatever kind of message its lines come in. */
class ConsoleLinesTest extends ClientOfSimulator {

    @RegisterExtension
    static final ArchonSimulatorExtension SIMULATOR = withoutHistory("demo");

    private static final List<String> CONSOLE = List.of(
            "# printed",
            "# by a plugin",
            "[05:45:01] [Server thread/WARN]: # Can't keep up!",
            "# Is the server overloaded?",
            "# java.lang.IllegalStateException: # lag",
            "\tat # somewhere",
            "# last");

    @Test
    void handlersGetTheLinesOfBothKindsInOrder() throws Exception {
        List<ConsoleLine> lines = new CopyOnWriteArrayList<>();
        server.onLine(line -> {
            if (isOurs(line.text())) {
                lines.add(line);
            }
        });
        get(server.connect());
        emit();
        await().atMost(LIMIT).until(() -> lines.size() == CONSOLE.size());
        assertEquals(CONSOLE, lines.stream().map(ConsoleLine::text).toList());
        assertEquals(LogLevel.WARN, lines.get(2).level());
        assertEquals(LogLevel.ERROR, lines.get(4).level());
        assertTrue(lines.get(5).continuation());
        assertEquals(LogStream.STDERR, lines.get(6).stream());
    }

    @Test
    void relaysGetTheSameLinesAsBytes() throws Exception {
        List<String> relayed = new CopyOnWriteArrayList<>();
        server.onLogBytes(lines -> {
            for (int i = 0; i < lines.size(); i++) {
                if (isOurs(lines.text(i))) {
                    relayed.add(lines.text(i));
                }
            }
        });
        get(server.connect());
        emit();
        await().atMost(LIMIT).until(() -> relayed.size() == CONSOLE.size());
        assertEquals(CONSOLE, relayed);
    }

    @Test
    void aPageThatIsOpenedLateGetsTheLastLinesAndThenWhatComes() throws Exception {
        reopen(builder().recentLines(3, 1 << 20));
        get(server.connect());
        emit();
        await().atMost(LIMIT).until(() -> texts(server.recentLines()).contains("# last"));
        List<String> page = new CopyOnWriteArrayList<>();
        server.followLines(lines -> page.addAll(texts(lines)));
        simulated.emit(new LogEvent(LogStream.STDOUT, "# afterwards"));
        await().atMost(LIMIT).until(() -> page.contains("# afterwards"));
        assertEquals(
                List.of("# java.lang.IllegalStateException: # lag", "\tat # somewhere", "# last", "# afterwards"),
                page);
    }

    @Test
    void withoutRecentLinesNobodyCanFollowThem() {
        assertEquals(List.of(), server.recentLines());
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> server.followLines(lines -> {}));
        assertTrue(String.valueOf(refused.getMessage()).contains("recentLines(lines, bytes)"));
        assertThrows(IllegalArgumentException.class, () -> builder().recentLines(0, 1));
        assertThrows(IllegalArgumentException.class, () -> builder().recentLines(1, 0));
    }

    @Test
    void stackTracesOfTextAreKeptTogetherIfAskedFor() throws Exception {
        reopen(builder().keepTracesTogether());
        List<String> lines = new CopyOnWriteArrayList<>();
        server.onLines(
                all -> texts(all).stream().filter(ConsoleLinesTest::isOurs).forEach(lines::add));
        get(server.connect());
        simulated.emit(new LogEvent(
                LogStream.STDOUT, "[12:00:00] [main/ERROR]: # failed\n[12:00:00] [other/INFO]: # between"));
        simulated.emit(new LogEvent(LogStream.STDERR, "\tat # here"));
        await().atMost(LIMIT).until(() -> lines.size() == 3);
        assertEquals(
                List.of("[12:00:00] [main/ERROR]: # failed", "\tat # here", "[12:00:00] [other/INFO]: # between"),
                lines);
    }

    private void emit() {
        simulated.emit(new LogEvent(LogStream.STDOUT, "# printed\r\n# by a plugin\n"));
        simulated.emit(Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level("WARN")
                .threadName("Server thread")
                .timestampMillis(1_000)
                .message("# Can't keep up!\n# Is the server overloaded?\n")
                .throwable("# java.lang.IllegalStateException: # lag\n\tat # somewhere\n")
                .build());
        simulated.emit(new LogEvent(LogStream.STDERR, "# last"));
    }

    private static boolean isOurs(String text) {
        return text.contains("#");
    }

    private static List<String> texts(List<ConsoleLine> lines) {
        return lines.stream().map(ConsoleLine::text).toList();
    }

    @Override
    ArchonClientBuilder builder() {
        return super.builder().consoleTimeZone(ZoneId.of("GMT+05:45"));
    }
}
