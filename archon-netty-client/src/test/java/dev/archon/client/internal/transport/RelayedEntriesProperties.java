package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.client.LogBatch;
import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.client.internal.frame.Compressing;
import dev.archon.client.internal.frame.Frame;
import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.session.Failure;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What stands before an entry is written for relays over bytes of its message, where it was received. Here are those who may
 * read these bytes afterwards, and the ways in which a message comes: several relays and those who get events or lines, two
 * servers on one event loop, whole frames, fragments and compressed messages, cut into reads anywhere.
 */
class RelayedEntriesProperties {

    private static final List<String> ZONES = List.of("Asia/Kathmandu", "Europe/Berlin");

    @Property(tries = 1_000)
    void everyListenerGetsWhatWasSentHoweverItComes(
            @ForAll("messages") List<Sent> messages,
            @ForAll("cuts") List<Integer> cuts,
            @ForAll ConsoleForm form,
            @ForAll boolean compressed)
            throws ProtocolException {
        List<Server> servers =
                ZONES.stream().map(zone -> new Server(zone, form, compressed)).toList();
        for (byte[] read : reads(messages, cuts, compressed)) {
            servers.forEach(server -> server.channel.writeInbound(Unpooled.wrappedBuffer(read.clone())));
        }
        List<ArchonEvent> events = new ArrayList<>();
        for (Sent message : messages) {
            events.add(EventCodec.decode(message.text.getBytes(StandardCharsets.UTF_8)));
        }
        for (Server server : servers) {
            List<ConsoleLine> lines = events.stream()
                    .flatMap(event -> server.format.lines(event).stream())
                    .toList();
            List<String> texts = lines.stream().map(ConsoleLine::text).toList();
            assertEquals(List.of(), server.faults);
            assertEquals(texts, server.first);
            assertEquals(texts, server.second);
            assertEquals(form == ConsoleForm.EVENTS ? events : List.of(), server.events);
            assertEquals(form == ConsoleForm.LINES ? lines : List.of(), server.lines);
            server.channel.finishAndReleaseAll();
        }
    }

    /** A message and how it is sent. */
    private record Sent(String text, Form form) {

        /** A form of a message. */
        enum Form {
            WHOLE,
            FRAGMENTS,
            COMPRESSED
        }

        byte[] frames(boolean mayCompress) {
            byte[] payload = text.getBytes(StandardCharsets.UTF_8);
            if (form == Form.FRAGMENTS) {
                int cut = payload.length / 3;
                return Frame.concat(
                        Frame.frame(0x01, Arrays.copyOf(payload, cut)),
                        Frame.frame(0x80, Arrays.copyOfRange(payload, cut, payload.length)));
            }
            return form == Form.COMPRESSED && mayCompress
                    ? Frame.frame(0xC1, Compressing.alone(payload))
                    : Frame.frame(0x81, payload);
        }
    }

    /** All that was sent, cut into reads of these sizes in turn. */
    private static List<byte[]> reads(List<Sent> messages, List<Integer> cuts, boolean compressed) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(message -> all.writeBytes(message.frames(compressed)));
        byte[] bytes = all.toByteArray();
        List<byte[]> reads = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + cuts.get(reads.size() % cuts.size()));
            reads.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return reads;
    }

    /** A connection, and all that its listeners have been given. */
    private static final class Server implements ConnectionListener {

        private final List<String> first = new ArrayList<>();
        private final List<String> second = new ArrayList<>();
        private final List<ArchonEvent> events = new ArrayList<>();
        private final List<ConsoleLine> lines = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final ConsoleForm form;
        private final ConsoleFormat format;
        private final LogRelays relays;
        private final EmbeddedChannel channel;

        Server(String zone, ConsoleForm form, boolean compressed) {
            this.form = form;
            format = ConsoleFormat.in(ZoneId.of(zone));
            relays = new LogRelays(() -> false, format, error -> faults.add(error.toString()));
            relays.add(batch -> first.addAll(shown(batch)));
            relays.add(batch -> second.addAll(shown(batch)));
            FrameHandler frames = new FrameHandler(this, faults::add, MessageRules.strict(10_000));
            channel = new EmbeddedChannel();
            frames.connection(new Connection(channel));
            channel.pipeline().addLast(frames.reader(compressed), frames);
        }

        private static List<String> shown(LogBatch batch) {
            List<String> texts = new ArrayList<>();
            // From the last one to the first, since the first view says how far all of them reach.
            for (int i = batch.size() - 1; i >= 0; i--) {
                texts.add(0, StandardCharsets.UTF_8.decode(batch.message(i)).toString());
                assertEquals(batch.text(i), texts.get(0));
            }
            return texts;
        }

        @Override
        public ConsoleForm console() {
            return form;
        }

        @Override
        public LogRelays relays() {
            return relays;
        }

        @Override
        public void received(List<ArchonEvent> batch, long bytes) {
            events.addAll(batch);
        }

        @Override
        public void received(LineBatch batch, long bytes) {
            lines.addAll(batch.lines());
        }

        @Override
        public void thrown(String what, Throwable error) {
            faults.add(what + ": " + error);
        }

        @Override
        public void closed(OptionalInt code, String reason) {
            // At the end of each try.
        }

        @Override
        public void opened(Connection connection) {
            // Without a handshake.
        }

        @Override
        public void failed(Failure failure) {
            // Told when a channel without a handshake is closed.
        }

        @Override
        public void event(ArchonEvent event) {
            faults.add("not of the console: " + event);
        }
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.oneOf(Arbitraries.integers().between(1, 400), Arbitraries.just(1 << 16))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Sent>> messages() {
        Arbitrary<String> texts = Arbitraries.frequencyOf(Tuple.of(6, entries()), Tuple.of(1, others()));
        return Combinators.combine(texts, Arbitraries.of(Sent.Form.class))
                .as(Sent::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    /** Few names, so that most of them have been seen before. */
    private static Arbitrary<String> entries() {
        Arbitrary<String> traces = Arbitraries.frequencyOf(
                Tuple.of(18, Arbitraries.just("")),
                Tuple.of(1, Arbitraries.just(",\"throwable\":\"a\\n\\tat b\"")),
                Tuple.of(1, Arbitraries.just(",\"throwable\":null")));
        return Combinators.combine(
                        Arbitraries.of("net.minecraft.server.MinecraftServer", "Essentials", ""),
                        Arbitraries.of("INFO", "WARN", ""),
                        Arbitraries.of("Server thread", "Worker-Main-1 of a very long name", ""),
                        Arbitraries.of("", ",\"timestamp_millis\":1793491199999", ",\"timestamp_millis\":0"),
                        entryTexts(),
                        traces)
                .as((logger, level, thread, time, message, trace) ->
                        "{\"event\":\"log4j\",\"logger_name\":\"" + logger + "\",\"level\":\"" + level
                                + "\",\"thread_name\":\"" + thread + '"' + time + message + trace + '}');
    }

    private static Arbitrary<String> entryTexts() {
        return Arbitraries.of(
                "",
                ",\"message\":null",
                ",\"message\":\"\"",
                ",\"message\":\"Done\"",
                ",\"message\":\" in spaces \"",
                ",\"message\":\"          \"",
                ",\"message\":\"two\\nlines\"",
                ",\"message\":\"\u4e16\u754c \ud83d\ude00\u3000\"",
                ",\"message\":\"" + "long ".repeat(60) + '"');
    }

    /** Lines that are copied, or are no entries. */
    private static Arbitrary<String> others() {
        return Arbitraries.of(
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a line\"}",
                "{\"message\":\"first\",\"level\":\"INFO\",\"event\":\"log4j\",\"thread_name\":\"main\"}",
                "{\"event\":\"log4j\",\"level\":\"WARN\",\"level\":\"INFO\",\"message\":\"twice\"}",
                "{\"event\":\"log4j\",\"logger_name\":\"\u00e4\",\"level\":\"\\u0049\",\"thread_name\":\"\u20ac\","
                        + "\"message\":\"no plain names\"}");
    }
}
