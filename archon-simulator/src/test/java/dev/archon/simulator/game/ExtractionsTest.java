package dev.archon.simulator.game;

import static dev.archon.protocol.event.FilesystemOperationState.CANCELLED;
import static dev.archon.protocol.event.FilesystemOperationState.DONE;
import static dev.archon.protocol.event.FilesystemOperationState.FAILURE_CORRUPTED;
import static dev.archon.protocol.event.FilesystemOperationState.FAILURE_INVALID_PATH;
import static dev.archon.protocol.event.FilesystemOperationState.ONGOING;
import static dev.archon.protocol.event.FilesystemOperationState.QUEUED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.FilesystemOpsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExtractionsTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final Play play = Play.running();
    private final Extractions extractions = play.server().extractions();

    @Test
    void anExtractionIsQueuedThenOngoingThenDoneAndShownUntilItIsDismissed() {
        UUID id = extractions.begin("/uploads/world.zip", DONE);
        FilesystemOperation first = operations().get(0);
        assertEquals(Optional.of(id.toString()), first.id());
        assertEquals(QUEUED, first.stateValue());
        assertEquals(Optional.of("application/zip"), first.mime());
        assertEquals(Optional.of("/uploads/world.zip"), first.src());
        assertEquals(Optional.of(play.now().toString()), first.started());

        play.pass(LONG_ENOUGH);

        List<FilesystemOperation> course = course();
        assertEquals(QUEUED, course.get(0).stateValue());
        for (int i = 1; i < course.size() - 1; i++) {
            assertEquals(ONGOING, course.get(i).stateValue());
            assertTrue(course.get(i).currentFile().isPresent());
            assertTrue(course.get(i).bytesProcessed().orElseThrow()
                    >= course.get(i - 1).bytesProcessed().orElseThrow());
        }
        FilesystemOperation last = course.get(course.size() - 1);
        assertEquals(DONE, last.stateValue());
        assertEquals(1, last.progress().orElseThrow());
        assertTrue(last.filesProcessed().orElseThrow() > 0);
        assertEquals(List.of(last), operations());

        assertTrue(extractions.dismiss(id));
        assertEquals(List.of(), operations());
        assertFalse(extractions.dismiss(id));
    }

    @ParameterizedTest
    @EnumSource(
            value = FilesystemOperationState.class,
            names = {"CANCELLED", "FAILURE_CORRUPTED", "FAILURE_INVALID_PATH"})
    void anyOtherEndComesOnTheWay(FilesystemOperationState end) {
        extractions.begin("world.tar.gz", end);
        play.pass(LONG_ENOUGH);

        FilesystemOperation last = course().get(course().size() - 1);
        assertEquals(end, last.stateValue());
        assertTrue(last.progress().orElseThrow() < 1, last.toString());
        assertEquals(
                end == FAILURE_INVALID_PATH,
                last.invalidPath().filter(path -> path.startsWith("../")).isPresent());
    }

    @Test
    void archivesWaitForEachOther() {
        extractions.begin("a.zip", DONE);
        extractions.begin("b.zip", FAILURE_CORRUPTED);
        play.pass(Duration.ofSeconds(1));
        assertEquals(
                List.of(ONGOING, QUEUED),
                operations().stream().map(FilesystemOperation::stateValue).toList());
        assertEquals(
                List.of(play.last(FilesystemOpsEvent.class)),
                play.server().snapshot().stream()
                        .filter(FilesystemOpsEvent.class::isInstance)
                        .toList());

        play.pass(LONG_ENOUGH);
        assertTrue(play.told(FilesystemOpsEvent.class).stream()
                .noneMatch(event -> event.all().stream()
                                .filter(operation -> operation.stateValue() == ONGOING)
                                .count()
                        > 1));
        assertEquals(
                List.of(DONE, FAILURE_CORRUPTED),
                operations().stream().map(FilesystemOperation::stateValue).toList());
    }

    @Test
    void anExtractionCanBeCancelledWhileItWaitsAndWhileItGoesOn() {
        UUID first = extractions.begin("a.zip", DONE);
        UUID second = extractions.begin("b.zip", DONE);
        play.pass(Duration.ofSeconds(1));

        assertTrue(extractions.cancel(second));
        assertTrue(extractions.cancel(first));
        assertFalse(extractions.cancel(first));
        assertEquals(
                List.of(CANCELLED, CANCELLED),
                operations().stream().map(FilesystemOperation::stateValue).toList());
        play.pass(LONG_ENOUGH);
        assertEquals(2, operations().size(), "cancelled ones are shown until they are dismissed");
    }

    @Test
    void whatHasNotEndedCannotBeDismissed() {
        UUID waiting = extractions.begin("a.zip", DONE);
        assertFalse(extractions.dismiss(waiting));
        play.pass(Duration.ofSeconds(1));
        assertFalse(extractions.dismiss(waiting));
        assertEquals(1, operations().size());
    }

    @Test
    void ofThoseThatNobodyDismissesTheNewestAreShown() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            ids.add(extractions.begin(i + ".zip", DONE));
            extractions.cancel(ids.get(i));
        }
        assertEquals(
                ids.subList(10, 110).stream().map(UUID::toString).toList(),
                operations().stream()
                        .map(operation -> operation.id().orElseThrow())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "pack.mrpack, application/zip",
        "world.tgz, application/gzip",
        "world.tar, application/x-tar",
        "world.xyz, application/octet-stream"
    })
    void theMediaTypeFollowsFromTheName(String path, String mime) {
        extractions.begin(path, DONE);
        assertEquals(Optional.of(mime), operations().get(0).mime());
    }

    private List<FilesystemOperation> operations() {
        return play.last(FilesystemOpsEvent.class).all();
    }

    private List<FilesystemOperation> course() {
        return play.told(FilesystemOpsEvent.class).stream()
                .flatMap(event -> event.all().stream())
                .toList();
    }
}
