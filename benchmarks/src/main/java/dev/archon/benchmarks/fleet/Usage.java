package dev.archon.benchmarks.fleet;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process uses.
 *
 * @param nanos {@link System#nanoTime()}
 * @param heapBytes heap in use after a collection
 * @param residentBytes memory of the process as the system sees it
 * @param cpuNanos CPU time of all threads so far
 * @param threads how many threads there are
 * @param files how many descriptors are open
 */
record Usage(long nanos, long heapBytes, long residentBytes, long cpuNanos, int threads, long files) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FILES = Path.of("/proc/self/fd");

    /** Takes a sample after a full collection. */
    static Usage afterCollection() {
        System.gc();
        return new Usage(
                System.nanoTime(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                resident(),
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles());
    }

    /** The cores that were busy between an earlier sample and this one. */
    double coresSince(Usage earlier) {
        return (double) (cpuNanos - earlier.cpuNanos) / (nanos - earlier.nanos);
    }

    private static long resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of this process cannot be read; this needs Linux", e);
        }
    }

    private static long openFiles() {
        try (var files = Files.list(FILES)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException("the open files of this process cannot be counted; this needs Linux", e);
        }
    }
}
