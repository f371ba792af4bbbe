package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Stack traces that other threads' lines came into. */
class TraceOrderTest {

    private static final long MILLI = 1_000_000;

    private final ConsoleFormat format = ConsoleFormat.in(ZoneOffset.UTC);
    private final List<String> out = new ArrayList<>();
    private final TraceOrder order = new TraceOrder(TraceOrder.PANEL_DELAY, 100, line -> out.add(line.text()));

    @Test
    void aStackTraceIsPutTogetherAgain() {
        log(0, "[12:00:00] [a/INFO]: before", "[12:00:00] [a/ERROR]: failed", "[12:00:00] [b/INFO]: chat");
        log(1, "java.lang.Exception: x", "[12:00:00] [b/INFO]: more", "\tat a.B");
        log(2, "plain");
        order.release();
        assertEquals(
                List.of(
                        "[12:00:00] [a/INFO]: before",
                        "[12:00:00] [a/ERROR]: failed",
                        "java.lang.Exception: x",
                        "\tat a.B",
                        "plain",
                        "[12:00:00] [b/INFO]: chat",
                        "[12:00:00] [b/INFO]: more"),
                out);
    }

    @Test
    void aTraceWithoutAnythingBeforeItIsWhereItsLinesGo() {
        log(0, "[12:00:00] [b/INFO]: chat", "plain", "java.lang.Exception: x", "[12:00:00] [b/INFO]: more", "\tat a.B");
        order.release();
        assertEquals(
                List.of(
                        "[12:00:00] [b/INFO]: chat",
                        "plain",
                        "java.lang.Exception: x",
                        "\tat a.B",
                        "[12:00:00] [b/INFO]: more"),
                out);
    }

    @Test
    void traceLinesGoToTheLastOfTwoWarnings() {
        log(
                0,
                "[12:00:00] [a/WARN]: one",
                "[12:00:00] [b/INFO]: chat",
                "[12:00:00] [a/WARN]: two",
                "[12:00:00] [b/INFO]: more");
        log(0, "\tat a.B");
        order.release();
        assertEquals(
                List.of(
                        "[12:00:00] [a/WARN]: one",
                        "[12:00:00] [b/INFO]: chat",
                        "[12:00:00] [a/WARN]: two",
                        "\tat a.B",
                        "[12:00:00] [b/INFO]: more"),
                out);
    }

    @Test
    void entriesOfTheLoggerStayWithTheirLines() {
        log(0, "[12:00:00] [a/ERROR]: failed");
        Log4jEvent entry = Log4jEvent.builder().message("notice\nsecond").build();
        format.lines(entry).forEach(line -> order.add(line, 0));
        Log4jEvent trace = Log4jEvent.builder()
                .level(LogLevel.INFO)
                .threadName("c")
                .message("caught")
                .throwable("x\n\tat y")
                .build();
        format.lines(trace).forEach(line -> order.add(line, 0));
        order.release();
        assertEquals(
                List.of("[12:00:00] [a/ERROR]: failed", "notice", "second", "[c/INFO]: caught", "x", "\tat y"), out);
    }

    @Test
    void noLineWaitsLongerThanTheLimit() {
        assertEquals(OptionalLong.empty(), order.releaseAt());
        log(10, "[12:00:00] [a/ERROR]: failed");
        log(200, "[12:00:00] [b/INFO]: chat");
        assertEquals(OptionalLong.of(310 * MILLI), order.releaseAt());
        log(309, "\tat a");
        assertEquals(List.of(), out);
        log(310, "\tat b");
        assertEquals(List.of("[12:00:00] [a/ERROR]: failed", "\tat a", "[12:00:00] [b/INFO]: chat"), out);
        assertEquals(OptionalLong.of(610 * MILLI), order.releaseAt());
    }

    @Test
    void aClockMayStartAnywhere() {
        order.add(format.lines(new LogEvent(LogStream.STDOUT, "a")).get(0), Long.MAX_VALUE - 1);
        order.add(format.lines(new LogEvent(LogStream.STDOUT, "b")).get(0), Long.MIN_VALUE + 1);
        assertEquals(List.of(), out);
        order.add(format.lines(new LogEvent(LogStream.STDOUT, "c")).get(0), Long.MIN_VALUE + 300 * MILLI);
        assertEquals(List.of("a", "b"), out);
    }

    @Test
    void noMoreLinesAreHeldThanTheLimit() {
        TraceOrder small = new TraceOrder(Duration.ofSeconds(1), 2, line -> out.add(line.text()));
        for (String text : List.of("a", "b", "c")) {
            small.add(format.lines(new LogEvent(LogStream.STDOUT, text)).get(0), 0);
        }
        assertEquals(List.of("a", "b"), out);
    }

    @Test
    void limitsAreAboveZero() {
        assertThrows(IllegalArgumentException.class, () -> new TraceOrder(Duration.ZERO, 1, line -> {}));
        assertThrows(IllegalArgumentException.class, () -> new TraceOrder(Duration.ofMillis(-1), 1, line -> {}));
        assertThrows(IllegalArgumentException.class, () -> new TraceOrder(Duration.ofMillis(1), 0, line -> {}));
    }

    private void log(long millis, String... lines) {
        for (String line : lines) {
            format.lines(new LogEvent(LogStream.STDOUT, line)).forEach(made -> order.add(made, millis * MILLI));
        }
    }
}
