package dev.archon.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that all records of events follow. */
class EventRecordsTest {

    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            String.class,
            "text",
            long.class,
            1L,
            double.class,
            0.5,
            Optional.class,
            Optional.empty(),
            OptionalLong.class,
            OptionalLong.empty(),
            OptionalDouble.class,
            OptionalDouble.empty(),
            List.class,
            List.of(),
            InstallKey.class,
            new InstallKey.LocalModpack("pack.mrpack"));

    @ParameterizedTest
    @MethodSource("records")
    void refuseNullByTheNameOfTheComponent(Class<? extends Record> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getType().isPrimitive()) {
                Object[] values = samples(components);
                values[i] = null;
                InvocationTargetException e = assertThrows(
                        InvocationTargetException.class, () -> canonical(type).newInstance(values));
                NullPointerException cause = assertInstanceOf(NullPointerException.class, e.getCause());
                assertEquals(components[i].getName(), cause.getMessage());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void haveTheTypeThatTheirConstantNames(Class<? extends Record> type) throws Exception {
        Record value = canonical(type).newInstance(samples(type.getRecordComponents()));
        String named =
                value instanceof ArchonEvent event ? event.type() : value instanceof InstallKey key ? key.type() : "";
        if (Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals("TYPE"))) {
            assertEquals(type.getField("TYPE").get(null), named);
        }
    }

    @Test
    void listsAreCopiedAndUnmodifiable() {
        List<InstallItem> items = new ArrayList<>();
        InstallProgressEvent event = new InstallProgressEvent(items);
        items.add(item(OptionalDouble.empty()));
        assertEquals(List.of(), event.items());
        assertThrows(UnsupportedOperationException.class, () -> event.items().add(items.get(0)));
        FilesystemOpsEvent ops = new FilesystemOpsEvent(new ArrayList<>(List.of(operation(0))));
        assertThrows(UnsupportedOperationException.class, () -> ops.all().clear());
    }

    @ParameterizedTest
    @CsvSource({"-0.5, 0", "0, 0", "0.25, 0.25", "1, 1", "1.5, 1", "NaN, 0", "Infinity, 1", "-Infinity, 0"})
    void progressIsKeptAndCanBeClamped(double progress, double clamped) {
        BackupProgressEvent backup = new BackupProgressEvent("id", BackupTask.FILE, BackupState.ONGOING, progress);
        assertEquals(OptionalDouble.of(progress), backup.progress());
        assertEquals(OptionalDouble.of(clamped), backup.clampedProgress());
        assertEquals(OptionalDouble.of(clamped), operation(progress).clampedProgress());
        assertEquals(
                OptionalDouble.of(clamped),
                item(OptionalDouble.of(100 * progress)).clampedProgress());
        assertEquals(OptionalDouble.empty(), item(OptionalDouble.empty()).clampedProgress());
    }

    @Test
    void valuesOfAFixedSetAreReadByTheirText() {
        assertEquals(LogStream.STDERR, new LogEvent(Optional.of("stderr"), "").streamValue());
        BackupProgressEvent backup = new BackupProgressEvent("id", BackupTask.RESTORE, BackupState.DAMAGED, 0);
        assertEquals(BackupTask.RESTORE, backup.taskValue());
        assertEquals(BackupState.DAMAGED, backup.stateValue());
        assertEquals(FilesystemOperationType.UNARCHIVE, operation(0).opValue());
        assertEquals(FilesystemOperationState.QUEUED, operation(0).stateValue());
        assertEquals(InstallResult.OK, InstallationResultEvent.ok().resultValue());
        assertEquals(InstallResult.ERR, InstallationResultEvent.err("full").resultValue());
        assertEquals(PowerState.CRASHED, PowerStateEvent.crashed(true, 137).stateValue());
        assertEquals(
                InstallType.UPDATE,
                new InstallKey.File("update", "", "", "", Optional.empty(), Optional.empty()).installTypeValue());
        assertEquals(Platform.QUILT, new InstallKey.PlatformVersion("quilt", "", "").platformValue());
        assertEquals(InstallPhase.ADDONS, new StateEvent.Progress("", "Addons", 0).phaseValue());
    }

    @Test
    void aStateHasATargetOnlyWhenOneWasAskedFor() {
        assertEquals(
                Optional.of(PowerTarget.RESTART), state(Optional.of("restart")).targetValue());
        assertEquals(
                Optional.of(PowerTarget.UNKNOWN), state(Optional.of("dance")).targetValue());
        assertEquals(Optional.empty(), state(Optional.empty()).targetValue());
        assertEquals(PowerVariant.NOT_READY, state(Optional.empty()).powerVariantValue());
    }

    static Stream<Class<?>> records() {
        return Stream.of(
                        Arrays.stream(ArchonEvent.class.getPermittedSubclasses())
                                .filter(Class::isRecord),
                        Arrays.stream(InstallKey.class.getPermittedSubclasses()),
                        Stream.<Class<?>>of(
                                InstallItem.class,
                                FilesystemOperation.class,
                                StateEvent.Progress.class,
                                StateEvent.ContentError.class))
                .flatMap(types -> types);
    }

    private static Constructor<? extends Record> canonical(Class<? extends Record> type) throws Exception {
        return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
    }

    private static Object[] samples(RecordComponent[] components) {
        return Arrays.stream(components)
                .map(component -> SAMPLES.get(component.getType()))
                .toArray();
    }

    private static InstallItem item(OptionalDouble progress) {
        return new InstallItem("world", new InstallKey.LocalModpack("file"), "id", progress, Optional.empty());
    }

    private static FilesystemOperation operation(double progress) {
        return new FilesystemOperation(
                "unarchive",
                "id",
                progress,
                0,
                0,
                "queued",
                "application/zip",
                Optional.empty(),
                Optional.empty(),
                "a.zip",
                "2026-11-01T00:00:00Z");
    }

    private static StateEvent state(Optional<String> target) {
        return new StateEvent(
                "", "not_ready", OptionalLong.empty(), Optional.empty(), target, 0, Optional.empty(), Optional.empty());
    }
}
