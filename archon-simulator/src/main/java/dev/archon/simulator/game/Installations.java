package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.InstallPhase;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallType;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.Platform;
import dev.archon.protocol.event.StateEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The installations on a server: single files while the game runs, all at the same time; mod packs and server software one
 * after the other, while it is stopped.
 */
public final class Installations {

    private static final Duration SHOWN_AFTER_THE_END = Duration.ofSeconds(10);

    /** The bound of the mods that are listed; a folder may hold more. */
    private static final int MOST_ADDONS = 1000;

    private final VirtualScheduler scheduler;
    private final Random random;
    private final Maintenance maintenance;
    private final Consumer<ArchonEvent> out;
    private final Runnable changed;
    private final String worldId;

    private final List<Item> items = new ArrayList<>();
    private Consumer<ModelChange> changes = change -> {};
    private Optional<StateEvent.ContentError> lastError = Optional.empty();
    private Software software = Software.PAPER;
    private final List<Addon> addons = new ArrayList<>();
    private int mods;

    /**
     * Creates the installations of a server that runs Paper without mods.
     *
     * @param scheduler the virtual time
     * @param random the source of ids, durations and the moments of failures
     * @param maintenance stops the server for mod packs and server software
     * @param out receives the events
     * @param changed runs after every change that a {@code state} event shows
     */
    Installations(
            VirtualScheduler scheduler,
            Random random,
            Maintenance maintenance,
            Consumer<ArchonEvent> out,
            Runnable changed) {
        this.scheduler = scheduler;
        this.random = random;
        this.maintenance = maintenance;
        this.out = out;
        this.changed = changed;
        this.worldId = RandomIds.uuid(random).toString();
    }

    /**
     * Describes the installation of a mod from Modrinth into the folder of mods.
     *
     * @param projectId the project's id
     * @param versionId the id of the project's version
     * @return the key of the installation
     */
    public static InstallKey mod(String projectId, String versionId) {
        return new InstallKey.File(
                InstallType.INSTALL.text(),
                projectId,
                versionId,
                "mods",
                Optional.empty(),
                Optional.of(projectId + "-" + versionId + ".jar"));
    }

    /** Sets the listener for every new mod and for new software. */
    void onChange(Consumer<ModelChange> listener) {
        changes = listener;
    }

    /**
     * Starts an installation.
     *
     * @param key the content to install
     * @param failure why it fails half-way, or empty if it succeeds
     * @return the installation's id
     */
    public UUID begin(InstallKey key, Optional<String> failure) {
        // A failed installation is shown until the next one starts.
        items.removeIf(item -> item.error.isPresent());
        lastError = Optional.empty();
        Item item = new Item(RandomIds.uuid(random), key, failure);
        items.add(item);
        tell();
        if (key instanceof InstallKey.File) {
            item.work();
        } else {
            item.claim = Optional.of(maintenance.claim(item::work));
        }
        return item.id;
    }

    /**
     * A mod in the server's folder of mods.
     *
     * @param projectId its project's id, if it is known
     * @param versionId the id of the project's version, if it is known
     */
    public record Addon(Optional<String> projectId, Optional<String> versionId) {}

    /**
     * Returns the mods that have been installed.
     *
     * @return the newest 1000, oldest first
     */
    public List<Addon> addons() {
        return List.copyOf(addons);
    }

    /**
     * Returns the id of the world that installations name.
     *
     * @return a UUID, which never changes
     */
    public String worldId() {
        return worldId;
    }

    /**
     * Returns the software that the server runs.
     *
     * @return the software that was installed last
     */
    public Software software() {
        return software;
    }

    /** The number of mods that have been installed. */
    int mods() {
        return mods;
    }

    /** The progress of the first installation that is under way. */
    Optional<StateEvent.Progress> progress() {
        return items.stream()
                .filter(item -> !item.done && item.error.isEmpty() && item.simulation.isPresent())
                .findFirst()
                .map(Item::phase);
    }

    /** The error of the last installation, if it failed, until the next one starts. */
    Optional<StateEvent.ContentError> error() {
        return lastError;
    }

    /** The installations that are under way, ended a short time ago, or failed last. Sent after every {@code auth-ok}. */
    InstallProgressEvent event() {
        return new InstallProgressEvent(items.stream().map(Item::shown).toList());
    }

    private void tell() {
        out.accept(event());
        changed.run();
    }

    private void installed(InstallKey key) {
        if (key instanceof InstallKey.File file) {
            newMod(file.projectId(), file.versionId());
        } else if (key instanceof InstallKey.PlatformVersion version) {
            software = new Software(
                    version.platformValue(),
                    version.platformVersion().orElse(software.platformVersion()),
                    version.gameVersion().orElse(software.gameVersion()));
            changes.accept(new ModelChange.SoftwareChanged());
        } else if (key instanceof InstallKey.ModrinthModpack || key instanceof InstallKey.LocalModpack) {
            if (!software.hasModLoader()) {
                software = new Software(Platform.FABRIC, "0.16.9", software.gameVersion());
                changes.accept(new ModelChange.SoftwareChanged());
            }
            int count = 3 + random.nextInt(10);
            for (int i = 0; i < count; i++) {
                newMod(Optional.of(RandomIds.modrinth(random)), Optional.of(RandomIds.modrinth(random)));
            }
        }
    }

    private void newMod(Optional<String> projectId, Optional<String> versionId) {
        mods++;
        Addon addon = new Addon(projectId, versionId);
        addons.add(addon);
        if (addons.size() > MOST_ADDONS) {
            addons.remove(0);
        }
        out.accept(new NewModEvent(projectId, versionId));
        changes.accept(new ModelChange.AddonInstalled(addon));
    }

    private Duration lengthOf(InstallKey key) {
        int seconds = key instanceof InstallKey.File
                ? 2 + random.nextInt(5)
                : key instanceof InstallKey.PlatformVersion ? 10 + random.nextInt(15) : 20 + random.nextInt(40);
        return Duration.ofSeconds(seconds);
    }

    private static List<InstallPhase> phasesOf(InstallKey key) {
        if (key instanceof InstallKey.File) {
            return List.of(InstallPhase.ADDONS);
        }
        if (key instanceof InstallKey.PlatformVersion) {
            return List.of(InstallPhase.ANALYZING, InstallPhase.INSTALLING_LOADER);
        }
        return List.of(
                InstallPhase.ANALYZING,
                InstallPhase.INSTALLING_PACK,
                InstallPhase.INSTALLING_LOADER,
                InstallPhase.ADDONS);
    }

    /** One installation. */
    private final class Item {

        private final UUID id;
        private final InstallKey key;
        private final Optional<String> failure;
        /** A fraction; events have a percentage. */
        private OptionalDouble progress = OptionalDouble.empty();

        private Optional<String> error = Optional.empty();
        private boolean done;
        private Instant started = scheduler.now();
        private Optional<SimulatedWork> simulation = Optional.empty();
        private Optional<Maintenance.Claim> claim = Optional.empty();

        private Item(UUID id, InstallKey key, Optional<String> failure) {
            this.id = id;
            this.key = key;
            this.failure = failure;
        }

        private void work() {
            started = scheduler.now();
            Duration interval = Duration.ofMillis(key instanceof InstallKey.File ? 500 : 1000);
            double end = failure.isPresent() ? 0.1 + random.nextDouble() * 0.8 : 1;
            SimulatedWork work =
                    new SimulatedWork(scheduler, random, lengthOf(key), interval, end, this::reached, this::end);
            simulation = Optional.of(work);
            work.start();
        }

        private void reached(double done) {
            progress = OptionalDouble.of(done);
            tell();
        }

        private void end() {
            if (failure.isPresent()) {
                error = failure;
                lastError = Optional.of(
                        new StateEvent.ContentError(phase().phaseValue().text(), failure.get()));
                tell();
                out.accept(InstallationResultEvent.err(failure.get()));
            } else {
                reached(1);
                done = true;
                installed(key);
                changed.run();
                out.accept(InstallationResultEvent.ok());
                scheduler.after(SHOWN_AFTER_THE_END, this::vanish);
            }
            claim.ifPresent(Maintenance.Claim::release);
        }

        private void vanish() {
            if (items.remove(this)) {
                tell();
            }
        }

        private InstallItem shown() {
            OptionalDouble percent = progress.isPresent()
                    ? OptionalDouble.of(Math.round(progress.getAsDouble() * 1000) / 10.0)
                    : progress;
            return new InstallItem(worldId, key, id.toString(), percent, error);
        }

        private StateEvent.Progress phase() {
            List<InstallPhase> phases = phasesOf(key);
            double position = progress.orElse(0) * phases.size();
            int index = Math.min(phases.size() - 1, (int) position);
            double percent = Math.round((position - index) * 1000) / 10.0;
            return new StateEvent.Progress(started.toString(), phases.get(index).text(), percent);
        }
    }
}
