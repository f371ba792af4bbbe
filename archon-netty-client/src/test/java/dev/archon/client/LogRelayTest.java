package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Log lines as bytes. */
@SimulatedArchon(traffic = Traffic.SILENT)
class LogRelayTest extends ClientOfSimulator {

    @Test
    void linesComeInOrderWithTheirStreamsAndTheirEscapesUndone() throws Exception {
        server.onLogBytes(lines -> {
            for (int i = 0; i < lines.size(); i++) {
                note(lines.stream(i) + " " + StandardCharsets.UTF_8.decode(lines.message(i)));
            }
        });
        get(server.connect());
        List<LogEvent> lines = List.of(
                new LogEvent(LogStream.STDOUT, "# plain"),
                new LogEvent(LogStream.STDERR, "# with \u001b[31mcolours\u001b[0m, a \"quote\" and a\ttab"),
                new LogEvent(LogStream.STDOUT, "# Grüße, 世界 😀"),
                new LogEvent(LogStream.STDOUT, "#"));
        lines.forEach(simulated::emit);
        await().atMost(LIMIT).until(() -> relayed.size() == lines.size());
        assertEquals(
                lines.stream()
                        .map(line -> line.streamValue() + " " + line.message())
                        .toList(),
                relayed);
    }

    @Test
    void handlersGetTheSameLinesAsEvents() throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> handled.add(log.message()));
        server.onLogBytes(this::relayText);
        get(server.connect());
        for (int i = 0; i < 500; i++) {
            simulated.emit(new LogEvent(LogStream.STDOUT, "# line " + i));
        }
        await().atMost(LIMIT).until(() -> handled.contains("# line 499") && relayed.contains("# line 499"));
        assertEquals(handled.stream().filter(this::isOurs).toList(), relayed);
        assertEquals(500, relayed.size());
    }

    @Test
    void otherEventsStillComeToTheirHandlers() throws Exception {
        List<ArchonEvent> uptimes = new CopyOnWriteArrayList<>();
        server.on(UptimeEvent.class, uptimes::add);
        server.onLogBytes(this::relayText);
        get(server.connect());
        simulated.emit(new LogEvent(LogStream.STDOUT, "# a line"));
        simulated.emit(new UptimeEvent(60));
        await().atMost(LIMIT).until(() -> uptimes.contains(new UptimeEvent(60)));
        assertEquals(List.of("# a line"), relayed);
        assertEquals(0, client.metrics().handlerErrors());
    }

    @Test
    void aBatchThatIsOverShowsNothingMore() throws Exception {
        AtomicReference<LogBatch> kept = new AtomicReference<>();
        AtomicReference<ByteBuffer> view = new AtomicReference<>();
        server.onLogBytes(lines -> {
            view.set(lines.message(lines.size() - 1));
            kept.set(lines);
        });
        server.onLogBytes(this::relayText);
        get(server.connect());
        simulated.emit(new LogEvent(LogStream.STDOUT, "# a secret"));
        await().atMost(LIMIT).until(() -> relayed.contains("# a secret"));
        LogBatch over = Objects.requireNonNull(kept.get());
        // The call ends after the last relay's.
        await().atMost(LIMIT).until(() -> over.toString().contains("ended"));
        IllegalStateException refused = assertThrows(IllegalStateException.class, over::size);
        assertTrue(String.valueOf(refused.getMessage()).contains("copy what is needed for longer"));
        assertThrows(IllegalStateException.class, () -> over.message(0));
        assertThrows(IllegalStateException.class, () -> over.copyTo(0, new byte[100], 0));
        ByteBuffer stale = Objects.requireNonNull(view.get());
        assertEquals(0, stale.remaining());
        assertTrue(stale.isReadOnly());
    }

    @Test
    void linesCanBeCopied() throws Exception {
        server.onLogBytes(lines -> {
            int last = lines.size() - 1;
            byte[] array = new byte[lines.length(last) + 1];
            assertEquals(array.length, lines.copyTo(last, array, 1));
            ByteBuffer buffer = ByteBuffer.allocateDirect(lines.length(last) + 1);
            lines.copyTo(last, buffer);
            assertThrows(BufferOverflowException.class, () -> lines.copyTo(last, ByteBuffer.allocate(1)));
            assertThrows(IndexOutOfBoundsException.class, () -> lines.copyTo(last, array, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> lines.text(lines.size()));
            note(new String(array, 1, array.length - 1, StandardCharsets.UTF_8));
            note(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
        });
        get(server.connect());
        simulated.emit(new LogEvent(LogStream.STDOUT, "# copied"));
        await().atMost(LIMIT).until(() -> relayed.size() == 2);
        assertEquals(List.of("# copied", "# copied"), relayed);
        assertEquals(List.of(), errors);
    }

    @Test
    void aRelayThatThrowsIsReportedAndTheNextOneStillCalled() throws Exception {
        IllegalStateException broken = new IllegalStateException("broken");
        server.onLogBytes(lines -> {
            throw broken;
        });
        server.onLogBytes(this::relayText);
        get(server.connect());
        simulated.emit(new LogEvent(LogStream.STDOUT, "# first"));
        simulated.emit(new LogEvent(LogStream.STDOUT, "# second"));
        await().atMost(LIMIT).until(() -> relayed.contains("# second"));
        assertTrue(errors.contains(broken));
    }

    @Test
    void aClosedSubscriptionGetsNothingMore() throws Exception {
        List<String> first = new CopyOnWriteArrayList<>();
        Subscription subscription = server.onLogBytes(lines -> first.add(lines.text(lines.size() - 1)));
        server.onLogBytes(this::relayText);
        get(server.connect());
        subscription.close();
        first.clear();
        simulated.emit(new LogEvent(LogStream.STDOUT, "# after"));
        await().atMost(LIMIT).until(() -> relayed.contains("# after"));
        assertEquals(List.of(), first);
    }

    private void relayText(LogBatch lines) {
        for (int i = 0; i < lines.size(); i++) {
            note(lines.text(i));
        }
    }

    /** The history, which comes first, is left out. */
    private void note(String text) {
        if (isOurs(text)) {
            relayed.add(text);
        }
    }

    private boolean isOurs(String text) {
        return text.contains("#");
    }

    private final List<String> relayed = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();

    @Override
    ArchonClientBuilder builder() {
        return super.builder().onHandlerError((id, error) -> errors.add(error));
    }
}
