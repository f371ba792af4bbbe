package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupStatus;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupsTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    private final Play play = Play.running();
    private final Backups backups = play.server().backups();

    @Test
    void aBackupIsPendingThenOngoingThenDone() {
        UUID id = backups.create(BackupState.DONE);
        assertEquals(List.of(progress(id, BackupTask.CREATE, BackupState.PENDING, 0)), play.told());

        play.pass(LONG_ENOUGH);

        List<BackupProgressEvent> events = play.told(BackupProgressEvent.class);
        assertEquals(progress(id, BackupTask.CREATE, BackupState.ONGOING, 0), untimed(events.get(1)));
        assertEquals(progress(id, BackupTask.CREATE, BackupState.DONE, 1), untimed(events.get(events.size() - 1)));
        assertTrue(events.size() > 10, "only " + events.size() + " events");
        for (int i = 2; i < events.size(); i++) {
            assertTrue(
                    events.get(i).progress().orElseThrow()
                            > events.get(i - 1).progress().orElseThrow(),
                    events.toString());
        }
        assertEquals(List.of(id), backups.complete());
        assertEquals(PowerState.RUNNING, play.server().state());
    }

    @ParameterizedTest
    @EnumSource(
            value = BackupState.class,
            names = {"DONE", "FAILED", "DAMAGED", "CANCELLED", "UNCHANGED"})
    void theListSaysDoneOfExactlyThoseThatCanBeRestored(BackupState end) {
        UUID id = backups.create("mine", end);
        assertEquals(BackupStatus.PENDING, backups.all().get(0).statusValue());
        play.pass(LONG_ENOUGH);

        Backup listed = backups.all().get(0);
        assertEquals(id.toString(), listed.id());
        assertEquals(backups.complete().contains(id), listed.statusValue() == BackupStatus.DONE);
        assertEquals(end == BackupState.DONE, listed.statusValue() == BackupStatus.DONE);
        assertEquals(List.of(), backups.active());
    }

    @Test
    void theListIsBounded() {
        for (int i = 0; i < 600; i++) {
            UUID id = backups.create(BackupState.DONE);
            assertTrue(backups.cancel(id));
        }
        assertEquals(500, backups.all().size());
        assertEquals("Backup 600", backups.all().get(499).name().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(
            value = BackupState.class,
            names = {"FAILED", "DAMAGED", "CANCELLED", "UNCHANGED"})
    void anyOtherEndComesOnTheWay(BackupState end) {
        UUID id = backups.create(end);
        play.pass(LONG_ENOUGH);

        BackupProgressEvent last = play.last(BackupProgressEvent.class);
        assertEquals(id.toString(), last.id());
        assertEquals(end, last.stateValue());
        assertTrue(last.progress().orElseThrow() < 1, last.toString());
        assertEquals(List.of(), backups.complete());
        assertThrows(IllegalArgumentException.class, () -> backups.restore(id, BackupState.DONE));
    }

    @Test
    void backupsWaitForEachOther() {
        UUID first = backups.create(BackupState.DONE);
        UUID second = backups.create(BackupState.DONE);
        play.pass(Duration.ofSeconds(5));
        assertEquals(
                List.of(BackupState.ONGOING, BackupState.PENDING),
                play.server().snapshot().stream()
                        .filter(BackupProgressEvent.class::isInstance)
                        .map(event -> ((BackupProgressEvent) event).stateValue())
                        .toList());

        play.pass(LONG_ENOUGH);
        assertEquals(List.of(first, second), backups.complete());
    }

    @Test
    void aBackupCanBeCancelledWhileItWaitsAndWhileItIsMade() {
        UUID first = backups.create(BackupState.DONE);
        UUID second = backups.create(BackupState.DONE);
        UUID third = backups.create(BackupState.DONE);
        play.pass(Duration.ofSeconds(5));

        assertTrue(backups.cancel(second));
        assertTrue(backups.cancel(first));
        assertFalse(backups.cancel(first));
        assertEquals(BackupState.CANCELLED, play.last(BackupProgressEvent.class).stateValue());

        play.pass(LONG_ENOUGH);
        assertEquals(List.of(third), backups.complete());
        assertFalse(backups.cancel(third));
    }

    @Test
    void aBackupCancelledBeforeItWasTakenUpNeverBegins() {
        UUID id = backups.create(BackupState.DONE);
        backups.cancel(id);
        play.pass(LONG_ENOUGH);

        assertEquals(
                List.of(BackupState.PENDING, BackupState.CANCELLED),
                play.told(BackupProgressEvent.class).stream()
                        .map(BackupProgressEvent::stateValue)
                        .toList());
    }

    @Test
    void aRestoreStopsTheServerAndStartsItAgain() {
        UUID id = complete();
        backups.restore(id, BackupState.DONE);
        play.pass(Duration.ofSeconds(2));
        play.server().power(PowerAction.START);
        play.pass(LONG_ENOUGH);

        assertEquals(
                List.of(PowerState.STOPPING, PowerState.STOPPED, PowerState.STARTING, PowerState.RUNNING),
                play.powerStates());
        List<BackupProgressEvent> events = play.told(BackupProgressEvent.class);
        assertEquals(progress(id, BackupTask.RESTORE, BackupState.PENDING, 0), events.get(0));
        assertEquals(progress(id, BackupTask.RESTORE, BackupState.DONE, 1), untimed(events.get(events.size() - 1)));
        int stopped = play.told().indexOf(new PowerStateEvent(PowerState.STOPPED));
        int begun = play.told().indexOf(events.get(1));
        assertEquals(progress(id, BackupTask.RESTORE, BackupState.ONGOING, 0), untimed(events.get(1)));
        assertTrue(stopped < begun, "restoring a server that still runs");
    }

    @Test
    void aServerThatWasStoppedStaysSoAfterARestore() {
        UUID id = complete();
        play.server().power(PowerAction.KILL);
        play.forget();
        backups.restore(id, BackupState.FAILED);
        play.pass(LONG_ENOUGH);

        assertEquals(List.of(), play.powerStates());
        assertEquals(BackupState.FAILED, play.last(BackupProgressEvent.class).stateValue());
    }

    @Test
    void aRestoreCancelledWhileTheServerStopsLetsItStartAgain() {
        UUID id = complete();
        backups.restore(id, BackupState.DONE);
        while (play.server().state() != PowerState.STOPPING) {
            play.pass(Duration.ofMillis(10));
        }
        backups.cancel(id);
        play.pass(LONG_ENOUGH);

        assertEquals(
                List.of(PowerState.STOPPING, PowerState.STOPPED, PowerState.STARTING, PowerState.RUNNING),
                play.powerStates());
    }

    @Test
    void aStopDuringARestoreIsHeeded() {
        UUID id = complete();
        backups.restore(id, BackupState.DONE);
        play.pass(Duration.ofSeconds(10));
        play.server().power(PowerAction.STOP);
        play.pass(LONG_ENOUGH);

        assertEquals(List.of(PowerState.STOPPING, PowerState.STOPPED), play.powerStates());
    }

    @Test
    void aBackupCannotBeRestoredTwiceAtATime() {
        UUID id = complete();
        backups.restore(id, BackupState.FAILED);
        assertThrows(IllegalStateException.class, () -> backups.restore(id, BackupState.DONE));

        play.pass(LONG_ENOUGH);
        backups.restore(id, BackupState.DONE);
    }

    @Test
    void anUnknownBackupCannotBeRestored() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> backups.restore(new UUID(1, 2), BackupState.DONE));

        assertTrue(String.valueOf(error.getMessage()).contains("there is none"), error.getMessage());
    }

    private UUID complete() {
        UUID id = backups.create(BackupState.DONE);
        play.pass(LONG_ENOUGH);
        play.forget();
        return id;
    }

    private static BackupProgressEvent untimed(BackupProgressEvent event) {
        return new BackupProgressEvent(
                event.id(),
                event.task(),
                event.state(),
                event.progress().orElseThrow(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static BackupProgressEvent progress(UUID id, BackupTask task, BackupState state, double progress) {
        return new BackupProgressEvent(id.toString(), task, state, progress);
    }
}
