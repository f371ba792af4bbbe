package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private static final ArchonEvent RUNNING = new PowerStateEvent(PowerState.RUNNING);

    @Test
    void theOldestGoAndTheirPlaceIsTold() {
        EventQueue queue = new EventQueue(Overflow.DROP_OLDEST, 3, 1000);
        assertNull(queue.offer(lines(1, 2), 2));
        assertEquals(new EventsDropped(1, 1), queue.offer(lines(3, 4), 2));
        assertEquals(List.of(new QueueEntry.Dropped(new EventsDropped(1, 1)), "2", "3", "4"), contents(queue));
    }

    @Test
    void theNewestGoAndTheirPlaceIsTold() {
        EventQueue queue = new EventQueue(Overflow.DROP_NEWEST, 3, 1000);
        queue.offer(lines(1, 2), 2);
        assertEquals(new EventsDropped(2, 2), queue.offer(lines(3, 5), 3));
        assertEquals(new EventsDropped(1, 1), queue.offer(lines(6, 6), 1));
        assertEquals(List.of("1", "2", "3", new QueueEntry.Dropped(new EventsDropped(3, 3))), contents(queue));
    }

    @Test
    void aPowerStateStaysWhereTheLinesAroundItAreDropped() {
        EventQueue queue = new EventQueue(Overflow.DROP_OLDEST, 2, 1000);
        queue.offer(List.of(line(1), RUNNING, line(2), line(3), line(4)), 5);
        assertEquals(List.of(new QueueEntry.Dropped(new EventsDropped(3, 3)), RUNNING, "4"), contents(queue));
    }

    @Test
    void theEndOfABackupIsNotDropped() {
        for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST)) {
            EventQueue queue = new EventQueue(overflow, 2, 1000);
            queue.offer(lines(1, 2), 2);
            queue.offer(List.of(backup(BackupState.ONGOING), backup(BackupState.DONE)), 2);
            queue.offer(lines(3, 4), 2);
            List<Object> contents = contents(queue);
            assertTrue(contents.contains(backup(BackupState.DONE)), contents::toString);
            assertFalse(contents.contains(backup(BackupState.ONGOING)), contents::toString);
        }
    }

    @Test
    void ofTheListsThatAServerSendsAsAWholeTheNewestIsNotDropped() {
        for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST)) {
            EventQueue queue = new EventQueue(overflow, 2, 1000);
            long dropped = 0;
            queue.offer(lines(1, 2), 2);
            FilesystemOpsEvent operations = new FilesystemOpsEvent(List.of());
            InstallProgressEvent installs = new InstallProgressEvent(List.of());
            for (int i = 0; i < 10; i++) {
                operations = new FilesystemOpsEvent(List.of());
                installs = new InstallProgressEvent(List.of());
                EventsDropped some = queue.offer(List.of(operations, line(3), installs, line(4)), 4);
                dropped += some == null ? 0 : some.events();
            }
            List<Object> contents = contents(queue);
            FilesystemOpsEvent lastOperations = operations;
            InstallProgressEvent lastInstalls = installs;
            assertTrue(contents.stream().anyMatch(each -> each == lastOperations), contents::toString);
            assertTrue(contents.stream().anyMatch(each -> each == lastInstalls), contents::toString);
            long delivered = contents.stream()
                    .filter(each -> !(each instanceof QueueEntry.Dropped))
                    .count();
            assertTrue(delivered <= 6, contents::toString);
            assertEquals(42, delivered + dropped, contents::toString);
            assertEquals(0, queue.events());
            assertEquals(0, queue.bytes());
        }
    }

    private static BackupProgressEvent backup(BackupState state) {
        return new BackupProgressEvent("id", BackupTask.CREATE, state, 0.5);
    }

    @Test
    void theResultOfAnInstallationIsNotDropped() {
        InstallationResultEvent result = new InstallationResultEvent("err", Optional.of("no space"));
        for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST)) {
            EventQueue queue = new EventQueue(overflow, 2, 1000);
            queue.offer(lines(1, 2), 2);
            queue.offer(List.of(result), 1);
            queue.offer(lines(3, 4), 2);
            List<Object> contents = contents(queue);
            assertTrue(contents.contains(result), contents::toString);
        }
    }

    /** Servers take items that have ended off their lists after a while. */
    @Test
    void aListWithAnItemThatHasEndedIsKeptIfTheNewestDoesNotHaveTheItemAnyMore() {
        FilesystemOpsEvent extracted =
                new FilesystemOpsEvent(List.of(operation("a", "done"), operation("b", "ongoing")));
        FilesystemOpsEvent dismissed = new FilesystemOpsEvent(List.of(operation("b", "ongoing")));
        FilesystemOpsEvent same = new FilesystemOpsEvent(List.of(operation("b", "failed-corrupted")));
        InstallProgressEvent installed = new InstallProgressEvent(List.of(item("a", 100), item("b", 10)));
        InstallProgressEvent failed = new InstallProgressEvent(List.of(new InstallItem(
                "world",
                new InstallKey.LocalModpack(Optional.of("pack")),
                "b",
                OptionalDouble.empty(),
                Optional.of("no space"))));
        InstallProgressEvent gone = new InstallProgressEvent(List.of());
        for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST)) {
            EventQueue queue = new EventQueue(overflow, 2, 1000);
            queue.offer(lines(1, 2), 2);
            for (ArchonEvent list : List.of(extracted, installed, dismissed, dismissed, same, failed, gone, gone)) {
                queue.offer(List.of(line(3), list, line(4)), 3);
            }
            List<Object> contents = contents(queue);
            assertEquals(1, Collections.frequency(contents, extracted), contents::toString);
            assertEquals(0, Collections.frequency(contents, dismissed), contents::toString);
            assertEquals(1, Collections.frequency(contents, same), contents::toString);
            assertEquals(1, Collections.frequency(contents, installed), contents::toString);
            assertEquals(1, Collections.frequency(contents, failed), contents::toString);
            assertEquals(1, Collections.frequency(contents, gone), contents::toString);
        }
    }

    private static FilesystemOperation operation(String id, String state) {
        return new FilesystemOperation(
                Optional.of("unarchive"),
                Optional.of(id),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(state),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static InstallItem item(String id, double progress) {
        return new InstallItem(
                "world",
                new InstallKey.LocalModpack(Optional.of("pack")),
                id,
                OptionalDouble.of(progress),
                Optional.empty());
    }

    @Test
    void withBackpressureItIsFullAtTheBoundAndLowAtHalf() {
        EventQueue queue = new EventQueue(Overflow.BACKPRESSURE, 4, 1000);
        queue.offer(lines(1, 3), 3);
        assertFalse(queue.isFull());
        assertFalse(queue.isLow());
        queue.offer(lines(4, 4), 1);
        assertTrue(queue.isFull());
        queue.poll(2);
        assertTrue(queue.isLow());
    }

    @Test
    void manyBytesFillItLikeManyEvents() {
        EventQueue queue = new EventQueue(Overflow.BACKPRESSURE, 100, 1000);
        queue.offer(lines(1, 2), 1000);
        assertTrue(queue.isFull());
    }

    @Test
    void aServerThatSendsOnlyControlEventsFillsItWhateverThePolicyIs() {
        EventQueue queue = new EventQueue(Overflow.DROP_OLDEST, 2, 1000);
        queue.offer(List.of(RUNNING, RUNNING, RUNNING), 3);
        assertFalse(queue.isFull());
        queue.offer(List.of(RUNNING), 1);
        assertTrue(queue.isFull());
    }

    @Test
    void withoutDemandOnlyNoticesAreTaken() {
        EventQueue queue = new EventQueue(Overflow.BACKPRESSURE, 10, 1000);
        queue.add(() -> {});
        queue.offer(lines(1, 1), 1);
        assertInstanceOf(QueueEntry.Action.class, queue.poll(0));
        assertNull(queue.poll(0));
        assertInstanceOf(QueueEntry.Events.class, queue.poll(1));
    }

    @Test
    void ofThousandsOfNoticesTheLastOneOfEachKindIsKept() {
        EventQueue queue = new EventQueue(Overflow.BACKPRESSURE, 10, 1000);
        List<Integer> heard = new ArrayList<>();
        queue.add("gap", () -> heard.add(-1));
        IntStream.rangeClosed(1, 5000).forEach(i -> queue.add("status", () -> heard.add(i)));
        queue.add("gap", () -> heard.add(-2));
        queue.add(() -> heard.add(0));
        contents(queue);
        assertEquals(1001, heard.size());
        assertEquals(List.of(-2, 1, 2), heard.subList(0, 3));
        assertEquals(List.of(5000, 0), heard.subList(999, 1001));

        queue.add("status", () -> heard.add(5001));
        contents(queue);
        assertEquals(5001, heard.get(1001));
    }

    @Test
    void whatOthersHaveDroppedIsToldToTheLastEvent() {
        EventQueue queue = new EventQueue(Overflow.DROP_OLDEST, 2, 1000);
        for (int i = 0; i < 5000; i++) {
            queue.lost(new EventsDropped(3, 2));
            queue.offer(lines(1, 1), 1);
        }
        long events = 0;
        for (QueueEntry entry = queue.poll(100); entry != null; entry = queue.poll(100)) {
            events += entry instanceof QueueEntry.Dropped dropped
                    ? dropped.counts().events()
                    : 0;
        }
        // 3 each from elsewhere, and all of its own but two.
        assertEquals(5000 * 3 + 4998, events);
    }

    private static List<ArchonEvent> lines(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(EventQueueTest::line).toList();
    }

    private static ArchonEvent line(int number) {
        return new LogEvent(LogStream.STDOUT, String.valueOf(number));
    }

    /** All that is left, lines by their text. */
    private static List<Object> contents(EventQueue queue) {
        List<Object> contents = new ArrayList<>();
        for (QueueEntry entry = queue.poll(100); entry != null; entry = queue.poll(100)) {
            if (entry instanceof QueueEntry.Events events) {
                events.events().forEach(event -> contents.add(event instanceof LogEvent log ? log.message() : event));
            } else if (entry instanceof QueueEntry.Action action) {
                action.action().run();
            } else {
                contents.add(entry);
            }
        }
        return contents;
    }
}
