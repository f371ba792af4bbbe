package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.FilesystemOperationType;
import dev.archon.protocol.event.FilesystemOpsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The archives that are extracted on a server's disk, one after the other. Those that have ended are shown until they are
 * dismissed.
 */
public final class Extractions {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** The bound of those that have ended and are shown, for clients that never dismiss any. */
    private static final int MOST_ENDED = 100;

    private static final long BYTES_A_SECOND = 40L << 20;
    private static final List<String> FILES = List.of(
            "world/level.dat",
            "world/region/r.0.0.mca",
            "world/region/r.-1.0.mca",
            "world/DIM-1/region/r.0.0.mca",
            "world/playerdata/players.dat",
            "config/server.toml",
            "config/worldgen/biomes.json",
            "mods/fabric-api.jar",
            "datapacks/quests/pack.mcmeta");

    private final VirtualScheduler scheduler;
    private final Random random;
    private final Consumer<ArchonEvent> out;

    /** The operations that are shown, oldest first. */
    private final List<Operation> all = new ArrayList<>();

    /**
     * Creates the extractions of a server that has none yet.
     *
     * @param scheduler the virtual time
     * @param random the source of ids, sizes and the moments of failures
     * @param out receives the events
     */
    Extractions(VirtualScheduler scheduler, Random random, Consumer<ArchonEvent> out) {
        this.scheduler = scheduler;
        this.random = random;
        this.out = out;
    }

    /**
     * Extracts an archive, after those that were begun before.
     *
     * @param path the archive's path
     * @param end how it ends, neither {@code QUEUED} nor {@code ONGOING}
     * @return the operation's id
     */
    public UUID begin(String path, FilesystemOperationState end) {
        Operation operation = new Operation(RandomIds.uuid(random), path, end);
        all.add(operation);
        tell();
        scheduler.after(INTERVAL, this::next);
        return operation.id;
    }

    /**
     * Cancels an extraction that is under way or waits.
     *
     * @param id the operation's id
     * @return whether there was anything to cancel
     */
    public boolean cancel(UUID id) {
        Optional<Operation> found = all.stream()
                .filter(operation -> operation.id.equals(id) && !operation.hasEnded())
                .findFirst();
        found.ifPresent(operation -> operation.end(FilesystemOperationState.CANCELLED));
        return found.isPresent();
    }

    /**
     * Removes an extraction that has ended from the list.
     *
     * @param id the operation's id
     * @return whether there was one
     */
    public boolean dismiss(UUID id) {
        boolean found = all.removeIf(operation -> operation.id.equals(id) && operation.hasEnded());
        if (found) {
            tell();
        }
        return found;
    }

    private void forgetOldest() {
        if (all.stream().filter(Operation::hasEnded).count() > MOST_ENDED) {
            all.stream().filter(Operation::hasEnded).findFirst().ifPresent(all::remove);
        }
    }

    /** The operations that are shown, for a client that has just connected. */
    List<ArchonEvent> snapshot() {
        return all.isEmpty() ? List.of() : List.of(event());
    }

    private void next() {
        if (all.stream().noneMatch(operation -> operation.state == FilesystemOperationState.ONGOING)) {
            all.stream()
                    .filter(operation -> operation.state == FilesystemOperationState.QUEUED)
                    .findFirst()
                    .ifPresent(Operation::work);
        }
    }

    private void tell() {
        out.accept(event());
    }

    private FilesystemOpsEvent event() {
        return new FilesystemOpsEvent(all.stream().map(Operation::shown).toList());
    }

    private static String mimeOf(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip") || name.endsWith(".mrpack")) {
            return "application/zip";
        }
        if (name.endsWith(".gz") || name.endsWith(".tgz")) {
            return "application/gzip";
        }
        return name.endsWith(".tar") ? "application/x-tar" : "application/octet-stream";
    }

    /** The extraction of one archive. */
    private final class Operation {

        private final UUID id;
        private final String path;
        private final FilesystemOperationState wanted;
        private final Instant started = scheduler.now();
        private final long bytes = (20L << 20) + random.nextInt(500 << 20);
        private final long files = 20L + random.nextInt(2000);
        private FilesystemOperationState state = FilesystemOperationState.QUEUED;
        private double progress;
        private Optional<String> currentFile = Optional.empty();
        private Optional<SimulatedWork> simulation = Optional.empty();

        private Operation(UUID id, String path, FilesystemOperationState wanted) {
            this.id = id;
            this.path = path;
            this.wanted = wanted;
        }

        private boolean hasEnded() {
            return state != FilesystemOperationState.QUEUED && state != FilesystemOperationState.ONGOING;
        }

        private void work() {
            state = FilesystemOperationState.ONGOING;
            Duration length = Duration.ofMillis(1000 + bytes * 1000 / BYTES_A_SECOND);
            double end = wanted == FilesystemOperationState.DONE ? 1 : 0.1 + random.nextDouble() * 0.8;
            SimulatedWork work =
                    new SimulatedWork(scheduler, random, length, INTERVAL, end, this::reached, () -> end(wanted));
            simulation = Optional.of(work);
            work.start();
        }

        private void reached(double done) {
            progress = done;
            currentFile = Optional.of(FILES.get(random.nextInt(FILES.size())));
            tell();
        }

        private void end(FilesystemOperationState how) {
            simulation.ifPresent(SimulatedWork::cancel);
            state = how;
            currentFile = Optional.empty();
            if (how == FilesystemOperationState.DONE) {
                progress = 1;
            }
            forgetOldest();
            tell();
            next();
        }

        private FilesystemOperation shown() {
            return new FilesystemOperation(
                    FilesystemOperationType.UNARCHIVE.text(),
                    id.toString(),
                    progress,
                    (long) (bytes * progress),
                    (long) (files * progress),
                    state.text(),
                    mimeOf(path),
                    currentFile,
                    state == FilesystemOperationState.FAILURE_INVALID_PATH
                            ? Optional.of("../../" + FILES.get((int) (files % FILES.size())))
                            : Optional.empty(),
                    path,
                    started.toString());
        }
    }
}
