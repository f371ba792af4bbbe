package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.scan.Log4jLine;
import dev.archon.protocol.scan.LogLine;
import dev.archon.protocol.scan.MessageReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Lines that are made of messages where they lie against those that are made of the events. */
class MessageLinesProperties {

    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneId.of("Europe/Berlin"));

    @Property(tries = 3_000)
    void theLinesAreThoseOfTheEvents(@ForAll("events") List<ArchonEvent> events) {
        MessageLines direct = new MessageLines(FORMAT);
        MessageReader reader = new MessageReader();
        for (ArchonEvent event : events) {
            byte[] message = EventCodec.encode(event);
            List<ConsoleLine> lines = lines(direct, reader, message);
            assertEquals(FORMAT.lines(event), lines, () -> new String(message, StandardCharsets.UTF_8));
            assertEquals(rest(FORMAT.lines(event)), rest(lines));
        }
    }

    @Property(tries = 3_000)
    void alsoOfMessagesInAnyFormThatIsRecognised(@ForAll("messages") List<String> messages) throws ProtocolException {
        MessageLines direct = new MessageLines(FORMAT);
        MessageReader reader = new MessageReader();
        for (String json : messages) {
            byte[] message = ("x" + json + "y").getBytes(StandardCharsets.UTF_8);
            MessageReader.Kind kind = reader.read(message, 1, message.length - 2);
            if (kind == MessageReader.Kind.LOG || kind == MessageReader.Kind.LOG4J) {
                List<ConsoleLine> ofEvent = FORMAT.lines(EventCodec.decode(json));
                List<ConsoleLine> lines = new ArrayList<>();
                if (kind == MessageReader.Kind.LOG) {
                    direct.lines(reader.log(), lines::add);
                } else {
                    direct.lines(reader.entry(), lines::add);
                }
                assertEquals(ofEvent, lines, json);
                assertEquals(rest(ofEvent), rest(lines), json);
            }
        }
    }

    @Property(tries = 20)
    void longLinesAsWell(@ForAll("events") List<ArchonEvent> events) {
        MessageLines direct = new MessageLines(FORMAT);
        MessageReader reader = new MessageReader();
        String longText = "0123456789abcde\u00e4".repeat(5_000);
        for (ArchonEvent event : events) {
            ArchonEvent larger = event instanceof LogEvent log
                    ? new LogEvent(log.stream(), longText + log.message() + longText)
                    : longer((Log4jEvent) event, longText);
            assertEquals(FORMAT.lines(larger), lines(direct, reader, EventCodec.encode(larger)));
        }
    }

    private static Log4jEvent longer(Log4jEvent entry, String text) {
        return new Log4jEvent(
                entry.loggerName(),
                entry.level(),
                entry.threadName(),
                entry.timestampMillis(),
                entry.message().map(message -> text + message),
                entry.throwable().map(trace -> trace + text));
    }

    private static List<ConsoleLine> lines(MessageLines direct, MessageReader reader, byte[] message) {
        List<ConsoleLine> lines = new ArrayList<>();
        switch (reader.read(message, 0, message.length)) {
            case LOG -> {
                LogLine log = reader.log();
                direct.lines(log, lines::add);
            }
            case LOG4J -> {
                Log4jLine entry = reader.entry();
                direct.lines(entry, lines::add);
            }
            default -> assertTrue(false, () -> "not recognised: " + new String(message, StandardCharsets.UTF_8));
        }
        return lines;
    }

    /** What is not part of a line's equality. */
    private static List<Boolean> rest(List<ConsoleLine> lines) {
        return lines.stream().map(ConsoleLine::showsTime).toList();
    }

    @Provide
    Arbitrary<List<ArchonEvent>> events() {
        return Arbitraries.<ArchonEvent>oneOf(logs(), GeneratedEntries.entries())
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> messages() {
        Arbitrary<String> text = Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.of("\\n", "\\r", "\\u000a", "\\u000D", "\\u2028", "\\u0020", "\\t")),
                        Tuple.of(3, Arbitraries.of("a", "[12:34:56] [x/WARN]: ", "\\tat a.b(C.java:1)", " ", "\u20ac")),
                        Tuple.of(1, Arbitraries.of("\\u00e9", "\\ud83d\\ude00", "\\/", "\u00a0")))
                .list()
                .ofMaxSize(8)
                .map(parts -> '"' + String.join("", parts) + '"');
        Arbitrary<String> value = Arbitraries.frequencyOf(Tuple.of(6, text), Tuple.of(1, Arbitraries.just("null")));
        Arbitrary<String> log = Combinators.combine(
                        Arbitraries.of("", "\"stream\":\"stdout\",", "\"stream\":\"stderr\","), value)
                .as((stream, message) -> "{\"event\":\"log\"," + stream + "\"message\":" + message + "}");
        Arbitrary<String> entry = Combinators.combine(
                        field("logger_name", value),
                        field(
                                "level",
                                Arbitraries.of(
                                        "\"INFO\"", "\"fatal\"", "\"\"", "null", "\"w\\u0041rn\"", "\"\u00e4\"")),
                        field("thread_name", value),
                        field("timestamp_millis", Arbitraries.of("0", "1793491199999", "null")),
                        field("message", value),
                        field("throwable", value))
                .as((logger, level, thread, time, message, throwable) ->
                        "{\"event\":\"log4j\"" + logger + level + thread + time + message + throwable + "}");
        return Arbitraries.oneOf(log, entry).list().ofMaxSize(4);
    }

    private static Arbitrary<String> field(String name, Arbitrary<String> value) {
        return value.map(json -> ",\"" + name + "\":" + json).optional(0.85).map(field -> field.orElse(""));
    }

    private static Arbitrary<LogEvent> logs() {
        return Combinators.combine(Arbitraries.of("stdout", "stderr").optional(0.8), GeneratedEntries.texts())
                .as(LogEvent::new);
    }
}
