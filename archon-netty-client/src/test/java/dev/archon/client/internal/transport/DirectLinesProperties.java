package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.client.internal.dispatch.DispatchCounters;
import dev.archon.client.internal.dispatch.DispatchSettings;
import dev.archon.client.internal.dispatch.Dispatcher;
import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.client.internal.dispatch.LineSettings;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.session.Failure;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Messages of the console that are made lines when they are read, against those that are made events and then lines: whoever
 * listens sees no difference.
 */
class DirectLinesProperties {

    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneId.of("Europe/Berlin"));
    private static final int MAX_EVENTS = 12;

    @Property(tries = 2_000)
    void linesAndWhatIsBetweenThemAreTheSame(
            @ForAll("reads") List<List<String>> reads, @ForAll Overflow overflow, @ForAll boolean tracesKept) {
        Delivery direct = new Delivery(ConsoleForm.LINES, overflow, tracesKept);
        Delivery ofEvents = new Delivery(ConsoleForm.EVENTS, overflow, tracesKept);
        direct.receive(reads);
        ofEvents.receive(reads);
        assertEquals(ofEvents.heard, direct.heard);
        assertEquals(ofEvents.lines, direct.lines);
        assertEquals(ofEvents.dropped, direct.dropped);
        assertEquals(ofEvents.counted, direct.counted);
        assertEquals(ofEvents.dispatcher.recentLines(), direct.dispatcher.recentLines());
        assertEquals(ofEvents.received, direct.received);
        assertEquals(ofEvents.bytes, direct.bytes);
        assertTrue(ofEvents.lineBatches == 0);
    }

    /** One way from messages to handlers. */
    private static final class Delivery implements ConnectionListener, DispatchCounters {

        private final ConsoleForm form;
        private final LogRelays relays = new LogRelays(() -> true, FORMAT, error -> {
            throw new AssertionError(error);
        });
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final List<Object> heard = new ArrayList<>();
        private final List<ConsoleLine> lines = new ArrayList<>();
        private EventsDropped dropped = new EventsDropped(0, 0);
        private EventsDropped counted = new EventsDropped(0, 0);
        private long received;
        private long bytes;
        private int lineBatches;
        private final Dispatcher dispatcher;
        private final ReadBatch incoming;

        Delivery(ConsoleForm form, Overflow overflow, boolean tracesKept) {
            this.form = form;
            dispatcher = new Dispatcher(
                    new DispatchSettings(
                            tasks::add, overflow, MAX_EVENTS, Long.MAX_VALUE, () -> {}, this, again -> false, error -> {
                                throw new AssertionError(error);
                            }),
                    new LineSettings(FORMAT, 20, 4_000, tracesKept, () -> 0, (action, delay) -> true));
            incoming = new ReadBatch(this, problem -> {});
            dispatcher.onLine(heard::add);
            dispatcher.onEvent(UptimeEvent.class, heard::add);
            dispatcher.onEvent(InstallationResultEvent.class, heard::add);
            dispatcher.onEvent(StatsEvent.class, heard::add);
            dispatcher.onLines(lines::addAll);
            dispatcher.onDropped(counts -> dropped = dropped.plus(counts));
            assertTrue(dispatcher.wantsLinesOnly());
        }

        void receive(List<List<String>> reads) {
            for (List<String> read : reads) {
                if (read.isEmpty()) {
                    run();
                }
                byte[] window = String.join("", read).getBytes(StandardCharsets.UTF_8);
                incoming.reading(window);
                int at = 0;
                for (String message : read) {
                    int length = message.getBytes(StandardCharsets.UTF_8).length;
                    assertTrue(incoming.message(window, at, length));
                    at += length;
                }
                incoming.flush();
            }
            dispatcher.close();
            run();
        }

        private void run() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        @Override
        public ConsoleForm console() {
            return form;
        }

        @Override
        public void received(LineBatch batch, long size) {
            lineBatches++;
            received += batch.size();
            bytes += size;
            dispatcher.offer(batch, size);
        }

        @Override
        public void received(List<ArchonEvent> events, long size) {
            received += events.size();
            bytes += size;
            dispatcher.offer(events, size);
        }

        @Override
        public LogRelays relays() {
            return relays;
        }

        @Override
        public void dropped(EventsDropped counts) {
            counted = counted.plus(counts);
        }

        @Override
        public void delivered(int events, long nanos) {}

        @Override
        public void opened(Connection connection) {}

        @Override
        public void failed(Failure failure) {}

        @Override
        public void event(ArchonEvent event) {}

        @Override
        public void closed(OptionalInt code, String reason) {}
    }

    @Provide
    Arbitrary<List<List<String>>> reads() {
        return messages().list().ofMaxSize(30).list().ofMaxSize(8);
    }

    private static Arbitrary<String> messages() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, logs()),
                Tuple.of(8, entries()),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "{\"event\":\"uptime\",\"uptime\":7}",
                                "{\"event\":\"installation-result\",\"result\":\"ok\"}",
                                "{\"event\":\"unheard-of\"}")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "{\"event\" : \"log\", \"message\" : \"odd\\nand odd\"}",
                                "{\"message\":\"odd\",\"level\":\"warn\",\"event\":\"log4j\"}",
                                "{\"event\":\"log\"}",
                                "nothing")));
    }

    private static Arbitrary<String> logs() {
        return Combinators.combine(Arbitraries.of("\"stream\":\"stdout\",", "\"stream\":\"stderr\",", ""), texts())
                .as((stream, text) -> "{\"event\":\"log\"," + stream + "\"message\":\"" + text + "\"}");
    }

    private static Arbitrary<String> entries() {
        return Combinators.combine(
                        Arbitraries.of("", ",\"level\":\"INFO\"", ",\"level\":\"ERROR\""),
                        Arbitraries.of("", ",\"thread_name\":\"Server thread\"", ",\"thread_name\":\"\u20ac\""),
                        Arbitraries.of("", ",\"timestamp_millis\":1793491199999"),
                        texts().map(text -> ",\"message\":\"" + text + '"'),
                        texts().map(text -> ",\"throwable\":\"" + text + '"').optional(0.3))
                .as((level, thread, time, message, trace) ->
                        "{\"event\":\"log4j\"" + level + thread + time + message + trace.orElse("") + '}');
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> few = Arbitraries.of(
                        "\\n",
                        "\\r\\n",
                        "a",
                        "[12:34:56] [main/WARN]: ",
                        "a line of some more text",
                        "\\tat a.b.C(D.java:1)",
                        "\u00e4",
                        "\\u20ac",
                        " ")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        // More lines than a message of that size may have as lines.
        return Arbitraries.frequencyOf(Tuple.of(20, few), Tuple.of(1, Arbitraries.just("a\\n".repeat(40))));
    }
}
