package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstallationsTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
    private static final InstallKey SODIUM =
            new InstallKey.File("install", "AANobbMI", "0.6.0", "mods", Optional.empty(), Optional.of("sodium.jar"));

    private final Play play = Play.running();
    private final Installations installations = play.server().installations();

    @Test
    void aModIsInstalledWhileTheServerRuns() {
        UUID id = installations.begin(SODIUM, Optional.empty());
        play.pass(LONG_ENOUGH);

        List<ArchonEvent> told = play.told();
        assertEquals(
                List.of(
                        new NewModEvent("AANobbMI", "0.6.0"),
                        InstallationResultEvent.ok(),
                        new InstallProgressEvent(List.of())),
                told.stream()
                        .filter(event -> !(event instanceof StateEvent))
                        .skip(told.stream()
                                        .filter(event -> !(event instanceof StateEvent))
                                        .count()
                                - 3)
                        .toList());
        List<InstallProgressEvent> lists = play.told(InstallProgressEvent.class);
        InstallItem full = lists.get(lists.size() - 2).items().get(0);
        assertEquals(Optional.of(id.toString()), full.id());
        assertEquals(SODIUM, full.key());
        assertEquals(100, full.progress().orElseThrow());
        assertTrue(full.done());
        assertTrue(play.told(InstallProgressEvent.class).size() > 4);
        assertEquals(List.of(), play.powerStates());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKindOfInstallationCanGoWell(InstallKey key) {
        installations.begin(key, Optional.empty());
        play.pass(LONG_ENOUGH);

        assertEquals(List.of(InstallationResultEvent.ok()), play.told(InstallationResultEvent.class));
        assertEquals(PowerState.RUNNING, play.server().state());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKindOfInstallationCanFailAndIsThenShownUntilTheNextOne(InstallKey key) {
        installations.begin(key, Optional.of("the file's hash is wrong"));
        play.pass(LONG_ENOUGH);

        assertEquals(
                List.of(InstallationResultEvent.err("the file's hash is wrong")),
                play.told(InstallationResultEvent.class));
        assertEquals(List.of(), play.told(NewModEvent.class));
        InstallItem failed = play.last(InstallProgressEvent.class).items().get(0);
        assertEquals(Optional.of("the file's hash is wrong"), failed.error());
        assertTrue(failed.progress().orElseThrow() > 1 && failed.progress().orElseThrow() < 100);
        assertTrue(failed.failed());
        assertTrue(play.server().snapshot().contains(play.last(InstallProgressEvent.class)));

        installations.begin(SODIUM, Optional.empty());
        assertEquals(
                List.of(SODIUM),
                play.last(InstallProgressEvent.class).items().stream()
                        .map(InstallItem::key)
                        .toList());
        assertEquals(PowerState.RUNNING, runsAgain());
    }

    static List<InstallKey> keys() {
        return List.of(
                SODIUM,
                new InstallKey.ModrinthModpack("1KVo5zza", "6.0.0"),
                new InstallKey.LocalModpack("my-pack.mrpack"),
                new InstallKey.PlatformVersion("paper", "123", "1.21.5"));
    }

    @Test
    void filesAreInstalledSideBySide() {
        installations.begin(SODIUM, Optional.empty());
        installations.begin(SODIUM, Optional.empty());
        assertEquals(2, play.last(InstallProgressEvent.class).items().size());
        play.pass(LONG_ENOUGH);

        assertEquals(2, play.told(InstallationResultEvent.class).size());
    }

    @Test
    void packsAndSoftwareWaitForEachOtherWhileTheServerIsDown() {
        installations.begin(new InstallKey.PlatformVersion("fabric", "0.16.10", "1.21.5"), Optional.empty());
        installations.begin(new InstallKey.ModrinthModpack("1KVo5zza", "6.0.0"), Optional.empty());
        play.pass(Duration.ofSeconds(5));
        List<InstallItem> items = play.last(InstallProgressEvent.class).items();
        assertTrue(items.get(0).progress().isPresent());
        assertTrue(items.get(1).progress().isEmpty(), "begun beside the other");

        play.pass(LONG_ENOUGH);
        assertEquals(
                List.of(PowerState.STOPPING, PowerState.STOPPED, PowerState.STARTING, PowerState.RUNNING),
                play.powerStates());
    }

    @Test
    void theNextBootShowsWhatWasInstalled() {
        installations.begin(new InstallKey.PlatformVersion("fabric", "0.16.10", "1.21.5"), Optional.empty());
        play.pass(LONG_ENOUGH);
        assertTrue(play.console().contains("Loading Minecraft 1.21.5 with Fabric Loader 0.16.10"));
        assertTrue(play.console().contains("Starting minecraft server version 1.21.5"));

        installations.begin(SODIUM, Optional.empty());
        play.pass(LONG_ENOUGH);
        play.server().power(PowerAction.RESTART);
        play.pass(LONG_ENOUGH);
        assertTrue(play.console().contains("Loading 1 mods"), play.console().toString());
    }

    @Test
    void aModPackBringsMods() {
        installations.begin(new InstallKey.LocalModpack("my-pack.mrpack"), Optional.empty());
        play.pass(LONG_ENOUGH);

        int mods = play.told(NewModEvent.class).size();
        assertTrue(mods >= 3, "only " + mods);
        assertTrue(play.console().contains("Loading " + mods + " mods"));
    }

    private PowerState runsAgain() {
        play.pass(LONG_ENOUGH);
        return play.server().state();
    }
}
