package dev.archon.benchmarks.contender;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.List;

/**
 * What a process has done so far.
 *
 * @param nanos the clock
 * @param events how many events its tallies have
 * @param cpuNanos CPU time of all threads, those of the JVM among them
 * @param allocated bytes allocated by all threads
 */
record Sample(long nanos, long events, long cpuNanos, long allocated) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Sample take(List<Tally> tallies) {
        long events = 0;
        for (Tally tally : tallies) {
            events += tally.events();
        }
        return new Sample(System.nanoTime(), events, SYSTEM.getProcessCpuTime(), allocatedBytes());
    }

    static int threads() {
        return THREADS.getThreadCount();
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
