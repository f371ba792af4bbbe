package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.scan.EntryLineWriter;
import dev.archon.protocol.scan.LineSplitter;
import dev.archon.protocol.scan.Log4jLine;
import dev.archon.protocol.scan.MessageReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes as messages of a console, separated by line feeds, which JSON text cannot hold. What one message leaves in the
 * reader, such as names that it has seen, is there when the next one is read.
 *
 * <p>Holds that the lines made of a message where it lies, those written as bytes, and those made of its event are the same;
 * that they are as many as are counted, and none is empty or holds a line end; and that bytes and text are split alike.
 * Replayed and fuzzed like {@link dev.archon.protocol.codec.EventCodec}'s.
 */
class ConsoleLinesFuzzTest {

    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneId.of("Europe/Berlin"));

    @FuzzTest
    void lines(byte[] input) throws ProtocolException {
        MessageReader reader = new MessageReader();
        MessageLines direct = new MessageLines(FORMAT);
        EntryLineWriter writer = new EntryLineWriter(FORMAT.zone().getRules());
        for (int from = 0; from <= input.length; ) {
            int end = from;
            while (end < input.length && input[end] != '\n') {
                end++;
            }
            MessageReader.Kind kind = reader.read(input, from, end - from);
            if (kind == MessageReader.Kind.LOG || kind == MessageReader.Kind.LOG4J) {
                // Of a reader that has seen nothing before.
                ArchonEvent event = EventCodec.decode(input, from, end - from);
                ArchonEvent read = kind == MessageReader.Kind.LOG
                        ? reader.log().event()
                        : reader.entry().event();
                assertEquals(event, read, () -> "what came before makes a difference to a " + kind);
                List<ConsoleLine> expected = FORMAT.lines(event);
                areLines(expected, event);
                List<ConsoleLine> lines = new ArrayList<>();
                if (kind == MessageReader.Kind.LOG) {
                    direct.lines(reader.log(), lines::add);
                } else {
                    direct.lines(reader.entry(), lines::add);
                    assertEquals(texts(expected), written(writer, reader.entry()), "written as bytes");
                }
                assertEquals(expected, lines, "made where they lie");
                assertEquals(
                        expected.stream().map(ConsoleLine::showsTime).toList(),
                        lines.stream().map(ConsoleLine::showsTime).toList());
            }
            from = end + 1;
        }
        isSplitAlike(new String(input, StandardCharsets.UTF_8));
    }

    private static void areLines(List<ConsoleLine> lines, ArchonEvent event) {
        assertEquals(lines.size(), ConsoleFormat.count(event), "as many as are counted");
        for (ConsoleLine line : lines) {
            boolean whole = line.text().indexOf('\n') < 0 && line.text().indexOf('\r') < 0;
            // The names in front of an entry are shown as they came.
            assertTrue(!line.text().isEmpty() && (whole || line.messageStart() > 0), line.text());
            assertTrue(
                    line.messageStart() >= 0
                            && line.messageStart() <= line.text().length(),
                    line.text());
        }
    }

    private static List<String> written(EntryLineWriter writer, Log4jLine entry) {
        byte[] target = new byte[3 + EntryLineWriter.room(entry) + 3];
        List<String> texts = new ArrayList<>();
        int end = writer.write(
                entry, target, 3, (from, to) -> texts.add(new String(target, from, to - from, StandardCharsets.UTF_8)));
        assertTrue(end <= target.length - 3, "there is room");
        assertEquals(0, target[0] | target[1] | target[2], "nothing before the lines is written");
        assertEquals(0, target[target.length - 3], "nothing behind the room is written");
        return texts;
    }

    private static List<String> texts(List<ConsoleLine> lines) {
        return lines.stream().map(ConsoleLine::text).toList();
    }

    private static void isSplitAlike(String text) {
        List<String> expected = Arrays.stream(text.split("[\r\n]+"))
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> ofText = new ArrayList<>();
        LineSplitter.split(text, (from, to) -> ofText.add(text.substring(from, to)));
        assertEquals(expected, ofText);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> ofBytes = new ArrayList<>();
        LineSplitter.split(
                bytes,
                0,
                bytes.length,
                (from, to) -> ofBytes.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
        assertEquals(expected, ofBytes);
        assertEquals(expected, texts(FORMAT.lines(new LogEvent(LogStream.STDOUT, text))));
    }
}
