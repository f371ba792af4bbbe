package dev.archon.benchmarks.workload;

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
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;

/** Events that are no log lines, as a server sends them. */
public final class OtherEvents {

    private static final String ID = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

    private final Random random;

    /** Makes events whose values are drawn from a source of random numbers. */
    public OtherEvents(Random random) {
        this.random = random;
    }

    /** Makes one event of each kind. */
    public List<ArchonEvent> oneOfEach() {
        return List.of(
                stats(),
                new UptimeEvent(random.nextInt(1_000_000)),
                new PowerStateEvent(PowerState.RUNNING),
                state(),
                new BackupProgressEvent(ID, BackupTask.CREATE, BackupState.ONGOING, random.nextDouble()),
                new FilesystemOpsEvent(List.of(operation())),
                new InstallProgressEvent(List.of(new InstallItem(
                        ID,
                        new InstallKey.ModrinthModpack("1KVo5zza", "9xkQjGhN"),
                        "item-1",
                        OptionalDouble.of(random.nextDouble()),
                        Optional.empty()))),
                new InstallationResultEvent("ok", Optional.empty()),
                new NewModEvent("AANobbMI", "mc1.21.4-0.6.5"),
                log4j());
    }

    List<ArchonEvent> mixedInto(List<ArchonEvent> lines, int every) {
        List<ArchonEvent> mixed = new ArrayList<>(lines);
        for (int i = every - 1; i < mixed.size(); i += every) {
            // Most of what comes on its own is statistics.
            List<ArchonEvent> kinds = oneOfEach();
            mixed.set(i, random.nextBoolean() ? kinds.get(0) : kinds.get(random.nextInt(kinds.size())));
        }
        return mixed;
    }

    private StatsEvent stats() {
        return new StatsEvent(
                random.nextInt(1000) / 10.0,
                6_000_000_000L + random.nextInt(100_000_000),
                8_589_934_592L,
                12_000_000_000L + random.nextInt(100_000_000),
                64_424_509_440L,
                random.nextInt(1_000_000_000),
                random.nextInt(1_000_000_000));
    }

    private StateEvent state() {
        return new StateEvent(
                "running",
                "running",
                OptionalLong.empty(),
                Optional.of(false),
                Optional.empty(),
                random.nextInt(1_000_000),
                Optional.empty(),
                Optional.empty());
    }

    private FilesystemOperation operation() {
        return new FilesystemOperation(
                "unarchive",
                ID,
                random.nextDouble(),
                random.nextInt(1_000_000_000),
                random.nextInt(10_000),
                "ongoing",
                "application/zip",
                Optional.of("world/region/r.0.-1.mca"),
                Optional.empty(),
                "/uploads/world.zip",
                "2026-11-01T12:00:00Z");
    }

    private Log4jEvent log4j() {
        return new Log4jEvent(
                Optional.of("net.minecraft.server.MinecraftServer"),
                Optional.of("INFO"),
                Optional.of("Server thread"),
                OptionalLong.of(1_793_000_000_000L + random.nextInt(1_000_000)),
                Optional.of("Saving chunks for level 'ServerLevel[world]'/minecraft:overworld"),
                Optional.empty());
    }
}
