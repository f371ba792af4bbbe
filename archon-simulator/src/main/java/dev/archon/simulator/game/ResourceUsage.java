package dev.archon.simulator.game;

import dev.archon.protocol.event.StatsEvent;
import java.util.Random;

/** The CPU, memory, storage and network that a server uses: changes a little with every reading, and grows with the players. */
final class ResourceUsage {

    private static final long GIB = 1L << 30;
    private static final long RAM_TOTAL = 8 * GIB;
    private static final long STORAGE_TOTAL = 64 * GIB;

    private final Random random;
    private double cpu = 8;
    private double ramShare = 0.2;
    private long storage = 9 * GIB;
    private long sent = 5 * GIB;
    private long received = GIB;

    ResourceUsage(Random random) {
        this.random = random;
    }

    /** Resets the memory of the process: a new one uses little. */
    void started() {
        cpu = 60;
        ramShare = 0.2;
    }

    /** The last reading before the kernel ends the process: all of the memory is used. */
    StatsEvent outOfMemory() {
        ramShare = 1;
        return event(100, RAM_TOTAL);
    }

    StatsEvent reading(int players) {
        double cpuTarget = 5 + players * 4.0 + random.nextInt(12);
        cpu = Math.min(100, Math.max(0, cpu + (cpuTarget - cpu) * 0.3));
        double ramTarget = Math.min(0.95, 0.35 + players * 0.03 + random.nextInt(10) / 100.0);
        ramShare += (ramTarget - ramShare) * 0.2;
        storage = Math.min(STORAGE_TOTAL, storage + random.nextInt(1 << 20));
        sent += players * 40_000L + random.nextInt(20_000);
        received += players * 9_000L + random.nextInt(5_000);
        return event(Math.round(cpu * 100) / 100.0, (long) (RAM_TOTAL * ramShare));
    }

    long storageBytes() {
        return storage;
    }

    /** The reading without a process: storage and totals only. */
    StatsEvent atRest() {
        return event(0, 0);
    }

    private StatsEvent event(double cpuPercent, long ram) {
        return new StatsEvent(cpuPercent, ram, RAM_TOTAL, storage, STORAGE_TOTAL, sent, received);
    }
}
