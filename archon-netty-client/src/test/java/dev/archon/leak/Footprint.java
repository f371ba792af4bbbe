package dev.archon.leak;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the process holds.
 *
 * @param files open file descriptors; zero where that cannot be counted
 * @param heapBytes of the heap, after a collection
 * @param directBytes of native memory in Netty's buffers
 * @param threads named as those of the client are
 */
public record Footprint(long files, long heapBytes, long directBytes, long threads) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /**
     * Measures.
     *
     * @return what the process holds at this moment
     * @throws IOException if the open files cannot be listed
     */
    public static Footprint now() throws IOException {
        System.gc();
        return new Footprint(
                openFiles(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                directBytesNow(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("archon-"))
                        .count());
    }

    /**
     * Netty's own count, from which buffers that are pooled are not taken off.
     *
     * @return native memory in Netty's buffers, in bytes
     */
    public static long directBytesNow() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider counted
                ? counted.metric().usedDirectMemory()
                : 0;
    }

    private static long openFiles() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }
}
