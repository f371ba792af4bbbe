package dev.archon.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that all enums of the wire follow. */
class WireValueTest {

    @ParameterizedTest
    @MethodSource("types")
    void everyConstantIsFoundByItsText(Class<? extends WireValue> type) throws Exception {
        for (WireValue constant : type.getEnumConstants()) {
            assertSame(constant, find(type, constant.text()));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anyOtherTextIsUnknown(Class<? extends WireValue> type) throws Exception {
        WireValue unknown = find(type, "something new");
        assertEquals("UNKNOWN", unknown.toString());
        assertEquals("", unknown.text());
        assertSame(unknown, find(type, "RUNNING"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void allTextsDiffer(Class<? extends WireValue> type) {
        WireValue[] constants = type.getEnumConstants();
        assertEquals(
                constants.length,
                Arrays.stream(constants).map(WireValue::text).distinct().count());
    }

    @Test
    void theTextsAreThoseOfTheProtocol() {
        assertEquals("stdout stderr", texts(LogStream.values()));
        assertEquals("ERROR WARN INFO DEBUG TRACE", texts(LogLevel.values()));
        assertEquals("running stopped starting stopping crashed", texts(PowerState.values()));
        assertEquals("not_ready starting running stopping idle", texts(PowerVariant.values()));
        assertEquals("start stop restart", texts(PowerTarget.values()));
        assertEquals("Analyzing InstallingPack InstallingLoader Addons", texts(InstallPhase.values()));
        assertEquals("file create restore", texts(BackupTask.values()));
        assertEquals("pending ongoing done failed cancelled unchanged damaged ready", texts(BackupState.values()));
        assertEquals("ok err", texts(InstallResult.values()));
        assertEquals("install update", texts(InstallType.values()));
        assertEquals("forge neoforge fabric quilt paper purpur vanilla", texts(Platform.values()));
        assertEquals("unarchive", texts(FilesystemOperationType.values()));
        assertEquals(
                "queued ongoing done cancelled failure-corrupted failure-invalid-path failure",
                texts(FilesystemOperationState.values()));
    }

    @Test
    void unknownHasNoTextToSend() {
        assertEquals(
                "state is UNKNOWN: give its text on the wire instead",
                assertThrows(IllegalArgumentException.class, () -> new PowerStateEvent(PowerState.UNKNOWN))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LogEvent(LogStream.UNKNOWN, ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BackupProgressEvent("", BackupTask.UNKNOWN, BackupState.DONE, 0));
    }

    static Stream<Class<?>> types() {
        return Stream.of(WireValue.class.getPermittedSubclasses());
    }

    private static WireValue find(Class<? extends WireValue> type, String text) throws Exception {
        Method of = type.getMethod("of", String.class);
        return (WireValue) of.invoke(null, text);
    }

    private static String texts(WireValue[] constants) {
        return String.join(" ", Arrays.stream(constants).map(WireValue::text).toList())
                .strip();
    }
}
