package dev.archon.benchmarks.contender;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far.
 *
 * @param nanos {@link System#nanoTime()}
 * @param events how many events its counters have
 * @param cpuNanos CPU time of all threads in nanoseconds, those of the JVM among them
 * @param kernelNanos the part of it that was spent in the kernel, to 10 ms; negative if the system does not tell it
 * @param allocated bytes allocated by all threads
 */
record ProcessSample(long nanos, long events, long cpuNanos, long kernelNanos, long allocated) {

    private static final Path STAT = Path.of("/proc/self/stat");

    /** The field {@code stime} of proc(5), counted from the one behind the name in parentheses. */
    private static final int KERNEL_FIELD = 12;

    /** Linux counts in hundredths of a second in this file, whatever its scheduler does. */
    private static final long TICK_NANOS = 10_000_000;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static ProcessSample take(List<EventCounter> counters) {
        long events = 0;
        for (EventCounter counter : counters) {
            events += counter.events();
        }
        return new ProcessSample(
                System.nanoTime(), events, SYSTEM.getProcessCpuTime(), kernelNanosNow(), allocatedBytes());
    }

    static int threads() {
        return THREADS.getThreadCount();
    }

    private static long kernelNanosNow() {
        if (!Files.isReadable(STAT)) {
            return -1;
        }
        try {
            return kernelNanosOf(Files.readString(STAT));
        } catch (IOException e) {
            throw new UncheckedIOException("the CPU time of this process cannot be read", e);
        }
    }

    /** Reads the kernel's part of the CPU time from the text of {@code /proc/self/stat}. */
    static long kernelNanosOf(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[KERNEL_FIELD]) * TICK_NANOS;
    }

    /** On JDK 21 and newer exactly; before that, threads that have ended are missing. */
    private static long allocatedBytes() {
        try {
            Method total = ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
            return (long) total.invoke(THREADS);
        } catch (NoSuchMethodException e) {
            long sum = 0;
            for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
                sum += Math.max(0, bytes);
            }
            return sum;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JVM does not tell what was allocated", e);
        }
    }
}
