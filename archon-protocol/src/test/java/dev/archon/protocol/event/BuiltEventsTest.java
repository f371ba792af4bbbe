package dev.archon.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events that have builders, and what all events say of failures. */
class BuiltEventsTest {

    @Test
    void statisticsHaveOnlyTheFiguresThatWereSet() {
        StatsEvent none = StatsEvent.builder().build();
        assertEquals(OptionalDouble.empty(), none.cpuPercent());
        for (Function<StatsEvent, OptionalLong> figure : figures()) {
            assertEquals(OptionalLong.empty(), figure.apply(none));
        }
        StatsEvent all = new StatsEvent(12.5, 1, 2, 3, 4, 5, -1);
        assertEquals(OptionalDouble.of(12.5), all.cpuPercent());
        for (int i = 0; i < 5; i++) {
            assertEquals(OptionalLong.of(i + 1), figures().get(i).apply(all));
        }
        StatsEvent built = StatsEvent.builder()
                .cpuPercent(12.5)
                .ramUsageBytes(1)
                .ramTotalBytes(2)
                .storageUsageBytes(3)
                .storageTotalBytes(4)
                .netTxBytes(5)
                .netRxBytes(-1)
                .build();
        assertEquals(all, built);
        assertEquals(all.hashCode(), built.hashCode());
    }

    @Test
    void aZeroIsNotTheSameAsNoFigure() {
        assertNotEquals(
                StatsEvent.builder().build(), StatsEvent.builder().netTxBytes(0).build());
        assertNotEquals(
                StatsEvent.builder().build(), StatsEvent.builder().cpuPercent(0).build());
        assertNotEquals(
                StatsEvent.builder().netTxBytes(1).build(),
                StatsEvent.builder().netTxBytes(2).build());
        assertNotEquals(
                Log4jEvent.builder().build(),
                Log4jEvent.builder().timestampMillis(0).build());
    }

    @Test
    void whatWasBuiltDoesNotChangeWithItsBuilder() {
        StatsEvent.Builder stats = StatsEvent.builder().netTxBytes(1);
        StatsEvent first = stats.build();
        stats.netTxBytes(2);
        assertEquals(OptionalLong.of(1), first.netTxBytes());
    }

    @Test
    void aProcessorUseThatIsNoNumberIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new StatsEvent(Double.NaN, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> StatsEvent.builder().cpuPercent(Double.NaN));
        OptionalLong none = OptionalLong.empty();
        assertThrows(
                IllegalArgumentException.class,
                () -> new StatsEvent(OptionalDouble.of(Double.NaN), none, none, none, none, none, none));
    }

    @Test
    void anEntryIsEqualHoweverItWasMade() {
        Log4jEvent built = Log4jEvent.builder()
                .loggerName("a.B")
                .level("warn")
                .threadName("main")
                .timestampMillis(5)
                .message("hi")
                .throwable("x")
                .build();
        Log4jEvent made = new Log4jEvent(
                Optional.of("a.B"),
                Optional.of("warn"),
                Optional.of("main"),
                OptionalLong.of(5),
                Optional.of("hi"),
                Optional.of("x"));
        assertEquals(made, built);
        assertEquals(made.hashCode(), built.hashCode());
        assertEquals(made.toString(), built.toString());
        assertEquals(LogLevel.WARN, made.levelValue());
        assertEquals(
                Optional.of("ERROR"),
                Log4jEvent.builder().level(LogLevel.ERROR).build().level());
        assertEquals(LogLevel.UNKNOWN, Log4jEvent.builder().build().levelValue());
        assertThrows(IllegalArgumentException.class, () -> Log4jEvent.builder().level(LogLevel.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "failed, true",
        "failure-corrupted, true",
        "failed-invalid-path, true",
        "failure-brand-new, true",
        "fail, true",
        "done, false",
        "ongoing, false",
        "unfailing, false",
        "Failed, false"
    })
    void whateverBeginsWithFailIsAFailure(String state, boolean failure) {
        assertEquals(failure, FilesystemOperationState.of(state).isFailure());
        assertEquals(failure, BackupState.of(state).isFailure());
        assertEquals(
                failure,
                new BackupProgressEvent("u", "create", state, 0, OptionalLong.empty(), OptionalLong.empty()).failed());
        FilesystemOperation operation = new FilesystemOperation(
                "unarchive", "u", 0, 0, 0, state, "", Optional.empty(), Optional.empty(), "", "");
        assertEquals(failure, operation.failed());
        assertEquals(Optional.of(state), operation.state());
    }

    @ParameterizedTest
    @CsvSource({
        "failure-corrupted, FAILURE_CORRUPTED",
        "failed-corrupted, FAILURE_CORRUPTED",
        "failed-invalid-path, FAILURE_INVALID_PATH",
        "failed-otherwise, FAILURE",
        "fallen, UNKNOWN"
    })
    void olderNamesOfFailuresAreKnown(String state, FilesystemOperationState expected) {
        assertEquals(expected, FilesystemOperationState.of(state));
    }

    @ParameterizedTest
    @CsvSource({
        ", , false, false",
        "99.9, , false, false",
        "100, , true, false",
        "100, disk full, false, true",
        ", no, false, true"
    })
    void anInstallationIsDoneAtAHundredPerCentAndFailedWithAnError(
            @Nullable Double progress, @Nullable String error, boolean done, boolean failed) {
        InstallItem item = new InstallItem(
                "w",
                new InstallKey.LocalModpack("f"),
                "i",
                progress == null ? OptionalDouble.empty() : OptionalDouble.of(progress),
                Optional.ofNullable(error));
        assertEquals(done, item.done());
        assertEquals(failed, item.failed());
    }

    private static List<Function<StatsEvent, OptionalLong>> figures() {
        return List.of(
                StatsEvent::ramUsageBytes,
                StatsEvent::ramTotalBytes,
                StatsEvent::storageUsageBytes,
                StatsEvent::storageTotalBytes,
                StatsEvent::netTxBytes,
                StatsEvent::netRxBytes);
    }
}
