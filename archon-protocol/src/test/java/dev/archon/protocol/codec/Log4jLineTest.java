package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.scan.Log4jLine;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which {@code log4j} messages take the fast way. That both ways agree is in {@link Log4jLineProperties}. */
class Log4jLineTest {

    private static final String TYPICAL =
            "{\"event\":\"log4j\",\"logger_name\":\"net.minecraft.server.MinecraftServer\","
                    + "\"level\":\"INFO\",\"thread_name\":\"Server thread\",\"timestamp_millis\":1793000000000,"
                    + "\"message\":\"Saving chunks for level 'ServerLevel[world]'/minecraft:overworld\"}";

    private final Log4jLine line = new Log4jLine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"log4j\"}",
                "{\"event\":\"log4j\",\"message\":\"\"}",
                "{\"event\":\"log4j\",\"level\":\"WARN\",\"message\":\"h\u00e9 \\ud83d\\ude00 \u20ac\\n\\tat\"}",
                "{\"event\":\"log4j\",\"level\":null,\"timestamp_millis\":null,\"throwable\":null}",
                "{\"event\":\"log4j\",\"logger_name\":\"\\u0061\",\"timestamp_millis\":0,\"throwable\":\"a\\r\\nb\"}",
                TYPICAL
            })
    void takesAnyOfTheFieldsInTheirOrder(String json) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertTrue(line.read(bytes, 0, bytes.length));
        assertEquals(EventReader.readInTwoWalks(JsonReader.of(bytes, 0, bytes.length)), line.event());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"event\":\"log4j\"",
                "{\"event\":\"log4j\"} ",
                "{\"event\":\"log4j\"}{}",
                "{\"event\": \"log4j\"}",
                "{\"event\":\"log4j2\"}",
                "{\"event\":\"log4j\",\"message\":\"a\",\"level\":\"INFO\"}",
                "{\"event\":\"log4j\",\"message\":\"a\",\"message\":\"b\"}",
                "{\"event\":\"log4j\",\"message\":5}",
                "{\"event\":\"log4j\",\"message\":\"a}",
                "{\"event\":\"log4j\",\"message\":\"\t\"}",
                "{\"event\":\"log4j\",\"message\":\"\\x\"}",
                "{\"event\":\"log4j\",\"message\":\"\\ud800\"}",
                "{\"event\":\"log4j\",\"message\":\"",
                "{\"event\":\"log4j\",\"timestamp_millis\":}",
                "{\"event\":\"log4j\",\"timestamp_millis\":01}",
                "{\"event\":\"log4j\",\"timestamp_millis\":1.5}",
                "{\"event\":\"log4j\",\"timestamp_millis\":1234567890123456789}",
                "{\"event\":\"log4j\",\"timestamp_millis\":1",
                "{\"event\":\"log4j\",\"x\":1}"
            })
    void leavesEverythingElse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertFalse(line.read(bytes, 0, bytes.length));
    }

    @Test
    void namesThatComeAgainAreMadeOnce() {
        Log4jEvent first = read(TYPICAL);
        Log4jEvent second = read(TYPICAL.replace("Saving", "Sending"));
        assertSame(first.loggerName().orElseThrow(), second.loggerName().orElseThrow());
        assertSame(first.level().orElseThrow(), second.level().orElseThrow());
        assertSame(first.threadName().orElseThrow(), second.threadName().orElseThrow());
        assertEquals(LogLevel.INFO, second.levelValue());
    }

    @Test
    void aTypicalEntryCostsItsMessageAndItsEventOnly() {
        byte[] json = TYPICAL.getBytes(StandardCharsets.UTF_8);
        long bytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            bytes = Math.min(bytes, allocatedForEach(json));
        }
        assertTrue(bytes <= 330, "bytes an event: " + bytes);
    }

    @Test
    void aVeryLongTextWithEscapesIsReadLikeAnyOther() throws Exception {
        for (String wide : new String[] {"", "\u20ac"}) {
            String json = "{\"event\":\"log4j\",\"throwable\":\"" + "\\tat a.B\\n".repeat(20_000) + wide + "\"}";
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            assertEquals(EventReader.readInTwoWalks(JsonReader.of(bytes, 0, bytes.length)), read(json));
        }
    }

    @Test
    void aVeryLongTextWithEscapesEndsWhereverTheNextFieldBegins() throws Exception {
        for (int length = 70_000; length < 70_032; length++) {
            String text = "\\n" + "x".repeat(length);
            String json = "{\"event\":\"log4j\",\"message\":\"" + text + "\",\"throwable\":\"a.B: it is closed\"}";
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            assertEquals(EventReader.readInTwoWalks(JsonReader.of(bytes, 0, bytes.length)), read(json));
        }
    }

    @Test
    void aVeryLongTextWithEscapesIsNotKeptOnceTheNextMessageIsRead() {
        byte[] bytes = TYPICAL.replace("Saving", "\\n" + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertTrue(line.read(bytes, 0, bytes.length));
        WeakReference<byte[]> text = new WeakReference<>(line.message().bytes());
        byte[] next = TYPICAL.getBytes(StandardCharsets.UTF_8);
        assertTrue(line.read(next, 0, next.length));
        System.gc();
        assertNull(text.get());
    }

    @Test
    void aRangeOutsideTheArrayIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> line.read(new byte[3], 1, 3));
    }

    private Log4jEvent read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertTrue(line.read(bytes, 0, bytes.length));
        return line.event();
    }

    private long allocatedForEach(byte[] json) {
        int entries = 20_000;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < entries; i++) {
            if (!line.read(json, 0, json.length)
                    || line.event().timestampMillis().isEmpty()) {
                throw new AssertionError();
            }
        }
        return (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / entries;
    }
}
