package dev.archon.simulator.game;

import static dev.archon.protocol.event.PowerState.CRASHED;
import static dev.archon.protocol.event.PowerState.RUNNING;
import static dev.archon.protocol.event.PowerState.STARTING;
import static dev.archon.protocol.event.PowerState.STOPPED;
import static dev.archon.protocol.event.PowerState.STOPPING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallPhase;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for a server whatever is done to it, and whenever. */
class GameServerProperties {

    private static final Map<PowerState, Set<PowerState>> NEXT = Map.of(
            STOPPED, Set.of(STARTING),
            CRASHED, Set.of(STARTING),
            STARTING, Set.of(RUNNING, STOPPING, STOPPED, CRASHED),
            RUNNING, Set.of(STOPPING, STOPPED, CRASHED),
            STOPPING, Set.of(STOPPED, CRASHED));

    /** Something that is done to a server, and the time that passes afterwards. */
    record Deed(String name, Consumer<GameServer> done, Duration pause) {

        @Override
        public String toString() {
            return name + ", " + pause.toMillis() + " ms";
        }
    }

    @Property(tries = 300)
    void powerStatesFollowEachOtherAsTheyMay(@ForAll("deeds") List<Deed> deeds) {
        PowerState state = STOPPED;
        for (PowerState next : story(deeds).powerStates()) {
            assertTrue(NEXT.getOrDefault(state, Set.of()).contains(next), state + " was followed by " + next);
            state = next;
        }
    }

    @Property(tries = 300)
    void everyBackupGoesForwardAndEndsOnce(@ForAll("deeds") List<Deed> deeds) {
        Map<String, BackupProgressEvent> open = new HashMap<>();
        for (BackupProgressEvent event : story(deeds).told(BackupProgressEvent.class)) {
            String key = event.id() + event.taskValue();
            BackupProgressEvent before = open.remove(key);
            if (before == null) {
                assertEquals(BackupState.PENDING, event.stateValue(), event.toString());
            } else {
                assertTrue(event.progress().orElseThrow() >= before.progress().orElseThrow(), event.toString());
                assertNotEquals(BackupState.PENDING, event.stateValue(), event.toString());
            }
            if (event.stateValue() == BackupState.PENDING || event.stateValue() == BackupState.ONGOING) {
                open.put(key, event);
            }
        }
        assertEquals(Map.of(), open);
    }

    @Property(tries = 300)
    void noProcessRunsWhileABackupIsRestoredOrSoftwareIsInstalled(@ForAll("deeds") List<Deed> deeds) {
        PowerState power = STOPPED;
        for (ArchonEvent event : story(deeds).told()) {
            if (event instanceof PowerStateEvent now) {
                power = now.stateValue();
            }
            if (restores(event) || installsSoftware(event)) {
                assertTrue(power == STOPPED || power == CRASHED, power + " at " + event);
            }
        }
    }

    private static boolean restores(ArchonEvent event) {
        return event instanceof BackupProgressEvent backup
                && backup.taskValue() == BackupTask.RESTORE
                && backup.stateValue() == BackupState.ONGOING;
    }

    private static boolean installsSoftware(ArchonEvent event) {
        return event instanceof StateEvent state
                && state.progress()
                        .filter(progress -> progress.phaseValue() != InstallPhase.ADDONS)
                        .isPresent();
    }

    @Property(tries = 300)
    void theWholeStateAgreesWithThePowerState(@ForAll("deeds") List<Deed> deeds) {
        PowerState power = STOPPED;
        for (ArchonEvent event : story(deeds).told()) {
            if (event instanceof PowerStateEvent now) {
                power = now.stateValue();
            } else if (event instanceof StateEvent state) {
                assertEquals(power, meaningOf(state), state.toString());
                assertTrue(
                        state.exitCode().isEmpty() || power == STOPPED || power == CRASHED,
                        "an exit code of a process that lives: " + state);
            }
        }
    }

    /** The power state that a {@code state} event tells. */
    private static PowerState meaningOf(StateEvent state) {
        return switch (state.powerVariantValue()) {
            case RUNNING -> RUNNING;
            case STARTING -> STARTING;
            case STOPPING -> STOPPING;
            case NOT_READY, UNKNOWN -> STOPPED;
            case IDLE -> state.wasOom().orElse(false) || state.exitCode().orElse(0) != 0 ? CRASHED : STOPPED;
        };
    }

    @Property(tries = 300)
    void everythingEndsAndTheServerCanBeStartedAgain(@ForAll("deeds") List<Deed> deeds) {
        Play play = story(deeds);
        List<InstallProgressEvent> installs = play.told(InstallProgressEvent.class);
        if (!installs.isEmpty()) {
            List<InstallItem> left = installs.get(installs.size() - 1).items();
            assertTrue(left.stream().allMatch(item -> item.error().isPresent()), left.toString());
        }
        List<FilesystemOpsEvent> extractions = play.told(FilesystemOpsEvent.class);
        if (!extractions.isEmpty()) {
            assertTrue(
                    extractions.get(extractions.size() - 1).all().stream()
                            .noneMatch(operation -> operation.stateValue() == FilesystemOperationState.QUEUED
                                    || operation.stateValue() == FilesystemOperationState.ONGOING),
                    extractions.toString());
        }
        play.server().power(PowerAction.START);
        play.pass(Duration.ofMinutes(1));
        assertEquals(RUNNING, play.server().state());
    }

    @Property(tries = 100)
    void theSameDeedsGiveTheSameEvents(@ForAll("deeds") List<Deed> deeds) {
        assertEquals(story(deeds).told(), story(deeds).told());
    }

    /** Does everything in turn, and then waits until all must have ended. */
    private static Play story(List<Deed> deeds) {
        Play play = Play.stopped(5, Play.SILENT, true);
        for (Deed deed : deeds) {
            deed.done().accept(play.server());
            play.pass(deed.pause());
        }
        play.pass(Duration.ofHours(2));
        return play;
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        Arbitrary<Map.Entry<String, Consumer<GameServer>>> kinds =
                Arbitraries.of(Map.<String, Consumer<GameServer>>ofEntries(
                                Map.entry("start", server -> server.power(PowerAction.START)),
                                Map.entry("stop", server -> server.power(PowerAction.STOP)),
                                Map.entry("restart", server -> server.power(PowerAction.RESTART)),
                                Map.entry("kill", server -> server.power(PowerAction.KILL)),
                                Map.entry("type stop", server -> server.command("stop")),
                                Map.entry("crash", server -> server.crash(OptionalLong.of(1))),
                                Map.entry("crash without a code", server -> server.crash(OptionalLong.empty())),
                                Map.entry("out of memory", GameServer::crashOutOfMemory),
                                Map.entry(
                                        "restart after crashes",
                                        server -> server.restartAfterCrash(Optional.of(Duration.ofSeconds(3)))),
                                Map.entry("backup", server -> server.backups().create(BackupState.DONE)),
                                Map.entry(
                                        "failing backup",
                                        server -> server.backups().create(BackupState.FAILED)),
                                Map.entry("restore", server -> restore(server, BackupState.DONE)),
                                Map.entry("failing restore", server -> restore(server, BackupState.FAILED)),
                                Map.entry("cancel", GameServerProperties::cancelTheFirst),
                                Map.entry(
                                        "mod",
                                        server -> install(
                                                server,
                                                new InstallKey.File(
                                                        "install",
                                                        "p",
                                                        "v",
                                                        "mods",
                                                        Optional.empty(),
                                                        Optional.empty()))),
                                Map.entry(
                                        "pack", server -> install(server, new InstallKey.LocalModpack("pack.mrpack"))),
                                Map.entry(
                                        "failing platform",
                                        server -> server.installations()
                                                .begin(
                                                        new InstallKey.PlatformVersion("fabric", "0.16.9", "1.21.5"),
                                                        Optional.of("no"))),
                                Map.entry(
                                        "extract",
                                        server -> server.extractions().begin("a.zip", FilesystemOperationState.DONE)),
                                Map.entry(
                                        "failing extract",
                                        server -> server.extractions()
                                                .begin("b.zip", FilesystemOperationState.FAILURE_CORRUPTED)))
                        .entrySet());
        Arbitrary<Integer> pauses = Arbitraries.of(0, 10, 100, 700, 1500, 5_000, 30_000, 120_000);
        return Combinators.combine(kinds, pauses)
                .as((kind, pause) -> new Deed(kind.getKey(), kind.getValue(), Duration.ofMillis(pause)))
                .list()
                .ofMaxSize(25);
    }

    private static void restore(GameServer server, BackupState end) {
        List<String> busy = backupsUnderWay(server);
        server.backups().complete().stream()
                .filter(id -> !busy.contains(id.toString()))
                .findFirst()
                .ifPresent(id -> server.backups().restore(id, end));
    }

    private static void cancelTheFirst(GameServer server) {
        backupsUnderWay(server).stream()
                .findFirst()
                .ifPresent(id -> server.backups().cancel(UUID.fromString(id)));
    }

    private static List<String> backupsUnderWay(GameServer server) {
        return server.snapshot().stream()
                .filter(BackupProgressEvent.class::isInstance)
                .map(event -> ((BackupProgressEvent) event).id())
                .toList();
    }

    private static void install(GameServer server, InstallKey key) {
        server.installations().begin(key, Optional.empty());
    }
}
