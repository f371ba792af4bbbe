package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries of the logger, and the lines made of them, are equal if all their parts are. */
class LinesAndEntriesAreEqualTest {

    private static final ConsoleFormat FORMAT = ConsoleFormat.in(ZoneOffset.UTC);

    private static Log4jEvent.Builder typical() {
        return Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level("INFO")
                .threadName("Server thread")
                .timestampMillis(1_000)
                .message("Done")
                .throwable("java.lang.IllegalStateException");
    }

    @Test
    void ifAllPartsAre() {
        assertEquals(typical().build(), typical().build());
        assertEquals(typical().build().hashCode(), typical().build().hashCode());
        assertEquals(FORMAT.lines(typical().build()), FORMAT.lines(typical().build()));
        assertEquals(
                FORMAT.lines(typical().build()).hashCode(),
                FORMAT.lines(typical().build()).hashCode());
    }

    @ParameterizedTest
    @MethodSource("differences")
    void notIfOneDiffers(UnaryOperator<Log4jEvent.Builder> difference) {
        Log4jEvent other = difference.apply(typical()).build();
        assertNotEquals(typical().build(), other);
        assertNotEquals(FORMAT.lines(typical().build()), FORMAT.lines(other));
    }

    static Stream<UnaryOperator<Log4jEvent.Builder>> differences() {
        return Stream.of(
                entry -> entry.loggerName("another.Logger"),
                entry -> entry.level("WARN"),
                entry -> entry.threadName("Worker-Main-1"),
                entry -> entry.timestampMillis(61_000),
                entry -> entry.message("Stopping"),
                entry -> entry.throwable("java.lang.Error"));
    }

    @Test
    void anEntryWithoutATimeIsNotOneWithTheTimeZero() {
        Log4jEvent untimed = Log4jEvent.builder().message("Done").build();
        Log4jEvent zero =
                Log4jEvent.builder().message("Done").timestampMillis(0).build();
        assertNotEquals(untimed, zero);
        assertNotEquals(untimed, new Object());
    }

    @Test
    void aLineOfTextIsNotThatOfAnEntryOrOfAnotherStream() {
        List<ConsoleLine> ofEntry =
                FORMAT.lines(Log4jEvent.builder().message("Done").build());
        List<ConsoleLine> ofText = FORMAT.lines(new LogEvent(LogStream.STDOUT, "Done"));
        List<ConsoleLine> ofErrors = FORMAT.lines(new LogEvent(LogStream.STDERR, "Done"));
        assertNotEquals(ofEntry.get(0), ofText.get(0));
        assertNotEquals(ofText.get(0), ofErrors.get(0));
        assertNotEquals(ofText.get(0), new Object());
    }
}
