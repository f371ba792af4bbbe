package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.scan.LogLine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which log lines take the fast way. That both ways agree is in {@link LogScannerProperties}. */
class LogScannerTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "stdout,[12:00:00] Done (3.2s)!",
                "stderr,a line",
                "stdout,''",
                "stdout, ",
                "stdout,x",
                "stdout,'}'",
                "stdout,\u007f",
                "stderr,é€😀"
            })
    void takesLinesWithoutEscapes(String stream, String message) {
        assertEquals(new LogEvent(Optional.of(stream), message), scan(line(stream, message)));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\\t,\t",
                "\\\",\"",
                "a \\\\,a \\",
                "\\/\\b\\f\\r,/\b\f\r",
                "\\u001b[33mWARN\\u001B[0m,\u001b[33mWARN\u001b[0m",
                "\\u0000 and more,\u0000 and more",
                "h\\u00e9 \\u20AC \\ud83d\\ude00!,h\u00e9 \u20ac \ud83d\ude00!",
                "\u00e9 and \\u00e9 and \u00e9,\u00e9 and \u00e9 and \u00e9"
            })
    void undoesEscapes(String written, String message) {
        assertEquals(new LogEvent(LogStream.STDOUT, message), scan(line("stdout", written)));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',''",
                "x,x",
                "[12:00:00] [Server thread/INFO]: Done (3.2s)!,[12:00:00] [Server thread/INFO]: Done (3.2s)!",
                "\\u001b[33mé\\t!,\u001b[33mé\t!"
            })
    void takesLinesWithoutAStreamAsOlderServersSendThem(String written, String message) {
        assertEquals(
                new LogEvent(Optional.empty(), message), scan("{\"event\":\"log\",\"message\":\"" + written + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 30, 31, 32, 33, 62, 63, 64, 65, 95, 96, 97})
    void seesWhateverStandsBehindPlainTextOfAnyLength(int plain) {
        String before = "#".repeat(plain);
        for (String rest : List.of("", "#", "\u007f", "x\u00e9", "\u00e9x")) {
            assertEquals(new LogEvent(LogStream.STDOUT, before + rest), scan(line("stdout", before + rest)));
        }
        assertEquals(new LogEvent(LogStream.STDOUT, before + "\n"), scan(line("stdout", before + "\\n")));
        for (String wrong :
                List.of("\"", "\n", "\u001f", "\\", "\\x", "\\u12g4", "\\u123", "\\ud800", "\\udc00\\ud800")) {
            assertNull(scan(line("stdout", before + wrong)), wrong);
            assertNull(scan(line("stdout", wrong + before)), wrong);
        }
    }

    @Test
    void seesWhateverStandsAtAnyPlaceOfALine() {
        for (int length = 30; length <= 70; length++) {
            for (int place = 0; place < length; place++) {
                String before = "#".repeat(place);
                String after = "#".repeat(length - place - 1);
                assertNull(scan(line("stdout", before + '"' + after)));
                assertNull(scan(line("stdout", before + '\u001f' + after)));
                assertEquals(
                        new LogEvent(LogStream.STDOUT, before + '\n' + after),
                        scan(line("stdout", before + "\\n" + after)));
                assertEquals(
                        new LogEvent(LogStream.STDOUT, before + '\u00e9' + after),
                        scan(line("stdout", before + '\u00e9' + after)));
            }
        }
    }

    @Test
    void aLineCanBePassedOnWithoutAnEvent() {
        byte[] json = line("stderr", "a\\tb \u20ac").getBytes(StandardCharsets.UTF_8);
        LogLine line = new LogLine();
        assertTrue(line.read(json, 0, json.length));
        assertEquals(LogStream.STDERR, line.stream());
        assertEquals("a\tb \u20ac", new String(line.array(), line.offset(), line.length(), StandardCharsets.UTF_8));
        assertNotSame(json, line.array());
        assertThrows(IndexOutOfBoundsException.class, () -> line.read(json, 1, json.length));
    }

    @Test
    void aTypicalLineCostsItsStringAndItsEventOnly() {
        byte[] json = line(
                        "stdout", "[12:00:00] [Server thread/INFO]: ".repeat(3).substring(0, 86))
                .getBytes(StandardCharsets.UTF_8);
        byte[] escaped = line(
                        "stdout", "\\u001b[32m[12:00:00 INFO]: said \\\"hello\\\" and then left the game\\u001b[0m")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(132, json.length);
        LogLine line = new LogLine();
        assertTrue(allocatedForEach(line, json) <= 160);
        assertTrue(allocatedForEach(line, escaped) <= 136);
    }

    @Test
    void aVeryLongLineIsLetGoOfWithTheNextMessage() {
        LogLine line = new LogLine();
        byte[] json = line("stdout", "\\n" + "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
        assertTrue(line.read(json, 0, json.length));
        assertEquals(1_000_001, line.length());

        byte[] other = "{\"event\":\"uptime\",\"uptime\":1}".getBytes(StandardCharsets.UTF_8);
        assertFalse(line.read(other, 0, other.length));
        assertEquals(0, line.array().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\"",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\" ",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\"} ",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\",\"x\":\"\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\t\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\0\"}",
                "{\"event\":\"log\",\"stream\":\"stdin!\",\"message\":\"a\"}",
                "{\"event\": \"log\",\"stream\":\"stdout\",\"message\":\"a\"}",
                "{\"event\":\"log\",\"message\":\"a\",\"stream\":\"stdout\"}",
                "{\"event\":\"log\",\"stream\":null,\"message\":\"a\"}",
                "{\"event\":\"log\",\"message\":\"}",
                "{\"event\":\"log\",\"message\":5}",
                "{\"event\":\"log\",\"message\" :\"a\"}",
                "{\"event\":\"log\"}"
            })
    void leavesEverythingElse(String json) {
        assertNull(scan(json));
    }

    private static @Nullable LogEvent scan(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, padded, 1, bytes.length);
        LogLine line = new LogLine();
        return line.read(padded, 1, bytes.length) ? line.event() : null;
    }

    private static String line(String stream, String message) {
        return "{\"event\":\"log\",\"stream\":\"" + stream + "\",\"message\":\"" + message + "\"}";
    }

    private static long allocatedForEach(LogLine line, byte[] json) {
        int lines = 20_000;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < lines; i++) {
            if (!line.read(json, 0, json.length) || line.event().message().isEmpty()) {
                throw new AssertionError();
            }
        }
        return (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / lines;
    }
}
