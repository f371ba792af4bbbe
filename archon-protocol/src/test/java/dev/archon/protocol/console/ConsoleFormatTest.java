package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.UptimeEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a console shows of each event: the table of the protocol. */
class ConsoleFormatTest {

    private static final long NOON = Instant.parse("2026-11-01T12:34:56.789Z").toEpochMilli();

    private final ConsoleFormat utc = ConsoleFormat.in(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "INFO, `[12:00:00] [Server thread/INFO]: Done`",
                "INFO, `[Server thread/INFO]: java.lang.Error at`",
                "INFO, `[System] [CHAT] /WARN`",
                "WARN, `[12:00:00] [main/WARN]: Error`",
                "DEBUG, `[main/DEBUG]`",
                "TRACE, `[main/TRACE]`",
                "ERROR, `[12:00:00] [main/ERROR]: no`",
                "ERROR, `java.lang.IllegalStateException: no`",
                "ERROR, `~[server.jar:?]`",
                "ERROR, `OutOfMemoryError`",
                "ERROR, `[thread 12 also had a crash]`",
                "ERROR, `x\tat y`",
                "UNKNOWN, `Starting`",
                "UNKNOWN, `[12:00:00 INFO]: Paper`",
                "UNKNOWN, `[12:00:00] [Server thread/NOTICE]: x`"
            })
    void theLevelOfTextIsFoundByItsSigns(LogLevel level, String line) {
        assertEquals(level, utc.lines(log(line)).get(0).level());
    }

    @ParameterizedTest
    @CsvSource({
        "FATAL, ERROR",
        "error, ERROR",
        "Warn, WARN",
        "INFO, INFO",
        "debug, DEBUG",
        "TRACE, TRACE",
        "NOTICE, UNKNOWN"
    })
    void theLevelOfAnEntryIsItsOwn(String text, LogLevel level) {
        Log4jEvent entry = Log4jEvent.builder().level(text).message("a\nb").build();
        assertEquals(
                List.of(level, level),
                utc.lines(entry).stream().map(ConsoleLine::level).toList());
    }

    @Test
    void aMessageIsSplitAndALineWithoutTimeAndLevelFollowsTheOneBefore() {
        List<ConsoleLine> lines =
                utc.lines(log("\r\none\r\n\n[12:00:00] [a/WARN]: two\rthree\n[12:00:01] four\nfive\n"));
        assertEquals(
                List.of("one", "[12:00:00] [a/WARN]: two", "three", "[12:00:01] four", "five"),
                lines.stream().map(ConsoleLine::text).toList());
        assertEquals(
                List.of(LogLevel.UNKNOWN, LogLevel.WARN, LogLevel.WARN, LogLevel.UNKNOWN, LogLevel.UNKNOWN),
                lines.stream().map(ConsoleLine::level).toList());
        assertEquals(
                List.of(false, false, true, false, true),
                lines.stream().map(ConsoleLine::continuation).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\tat a.B.c(B.java:1)", "Caused by: x", "Suppressed: x", "\tSuppressed: x", "\t... 12 more"})
    void aLineOfAStackTraceContinuesTheMessageBefore(String text) {
        assertEquals(
                List.of(true),
                utc.lines(log(text)).stream().map(ConsoleLine::continuation).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at home", "... and so on", "java.lang.Exception: x", " plain"})
    void anyOtherLineBeginsAnEntry(String text) {
        assertEquals(
                List.of(false),
                utc.lines(log(text)).stream().map(ConsoleLine::continuation).toList());
    }

    @Test
    void textIsKeptAsItIsAndKnowsItsStream() {
        ConsoleLine line = utc.lines(log("  \u001b[31mred \u2028 ")).get(0);
        assertEquals("  \u001b[31mred \u2028 ", line.text());
        assertEquals(LogStream.STDOUT, line.stream());
        assertEquals(OptionalLong.empty(), line.timestampMillis());
        assertEquals(Optional.empty(), line.threadName());
        assertEquals(Optional.empty(), line.loggerName());
        assertEquals(LogStream.UNKNOWN, utc.lines(new LogEvent(Optional.empty(), "a")).get(0).stream());
    }

    @Test
    void anEntryStandsBehindItsPrefixWithItsStackTraceAsErrors() {
        Log4jEvent entry = Log4jEvent.builder()
                .loggerName("net.minecraft")
                .level(LogLevel.WARN)
                .threadName("Server thread")
                .timestampMillis(NOON)
                .message(" \u00a0\nfirst \r\n\r\n second \ufeff\n")
                .throwable("java.lang.X: y\n\tat a.B\n")
                .build();
        List<ConsoleLine> lines = utc.lines(entry);
        assertEquals(
                List.of("[12:34:56] [Server thread/WARN]: first ", " second", "java.lang.X: y", "\tat a.B"),
                lines.stream().map(ConsoleLine::text).toList());
        assertEquals(
                List.of(LogLevel.WARN, LogLevel.WARN, LogLevel.ERROR, LogLevel.ERROR),
                lines.stream().map(ConsoleLine::level).toList());
        assertEquals(
                List.of(false, true, true, true),
                lines.stream().map(ConsoleLine::continuation).toList());
        for (ConsoleLine line : lines) {
            assertEquals(OptionalLong.of(NOON), line.timestampMillis());
            assertEquals(Optional.of("Server thread"), line.threadName());
            assertEquals(Optional.of("net.minecraft"), line.loggerName());
            assertEquals(LogStream.UNKNOWN, line.stream());
        }
    }

    @Test
    void whatTheServerLeftOutIsNotShown() {
        assertEquals(
                "[12:34:56] a", text(Log4jEvent.builder().timestampMillis(NOON).message("a")));
        assertEquals("[main]: a", text(Log4jEvent.builder().threadName("main").message("a")));
        assertEquals("[INFO]: a", text(Log4jEvent.builder().level("INFO").message("a")));
        assertEquals("[main/INFO]: ", text(Log4jEvent.builder().level("INFO").threadName("main")));
        assertEquals("a", text(Log4jEvent.builder().message("a")));
        assertEquals(List.of(), utc.lines(Log4jEvent.builder().message(" \n").build()));
        ConsoleLine trace =
                utc.lines(Log4jEvent.builder().throwable("x\ny").build()).get(0);
        assertEquals("x", trace.text());
        assertEquals(LogLevel.ERROR, trace.level());
        assertEquals(false, trace.continuation());
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-07-01T22:59:59Z, 00:59:59",
        "Europe/Berlin, 2026-12-01T22:59:59Z, 23:59:59",
        "Asia/Kolkata, 2026-12-01T00:00:00Z, 05:30:00",
        "America/New_York, 2026-12-01T01:02:03.999Z, 20:02:03",
        "UTC, 1969-12-31T23:59:59.999Z, 23:59:59"
    })
    void timesAreThoseOfTheZone(String zone, Instant instant, String expected) {
        ConsoleFormat format = ConsoleFormat.in(ZoneId.of(zone));
        Log4jEvent entry =
                Log4jEvent.builder().timestampMillis(instant.toEpochMilli()).build();
        assertEquals("[" + expected + "] ", format.prefix(entry));
        assertEquals(ZoneId.of(zone), format.zone());
    }

    @Test
    void timesAtTheEndsOfTheirRangeAreShownToo() {
        for (long millis : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
            Log4jEvent entry = Log4jEvent.builder().timestampMillis(millis).build();
            assertEquals("[HH:MM:SS] ".length(), utc.prefix(entry).length());
        }
    }

    @Test
    void otherEventsHaveNoLines() {
        assertEquals(List.of(), utc.lines(new UptimeEvent(1)));
    }

    @Test
    void linesAreEqualByAllThatIsKnownOfThem() {
        Log4jEvent.Builder entry = Log4jEvent.builder().message("a");
        ConsoleLine line = utc.lines(entry.build()).get(0);
        assertEquals(line, utc.lines(entry.build()).get(0));
        assertEquals(line.hashCode(), utc.lines(entry.build()).get(0).hashCode());
        assertNotEquals(line, utc.lines(entry.loggerName("x").build()).get(0));
        assertNotEquals(line, utc.lines(new LogEvent(Optional.empty(), "a")).get(0));
        assertNotEquals(line, utc.lines(new LogEvent(Optional.empty(), "b")).get(0));
    }

    private String text(Log4jEvent.Builder entry) {
        return utc.lines(entry.build()).get(0).text();
    }

    private static LogEvent log(String message) {
        return new LogEvent(LogStream.STDOUT, message);
    }
}
