package dev.archon.protocol.codec;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** A program that reads every hostile message and prints its name and how many bytes reading it has allocated. */
final class AllocatedByReading {

    private AllocatedByReading() {}

    /**
     * Reads every message, after one of half its size, so that what is allocated once is not counted.
     *
     * @param args the size of each message in bytes
     */
    public static void main(String[] args) {
        int size = Integer.parseInt(args[0]);
        for (HostileMessages hostile : HostileMessages.values()) {
            byte[] warm = hostile.message(size / 2);
            boolean readable = isReadable(warm);
            byte[] message = hostile.message(size);
            long before = allocated();
            boolean read = isReadable(message);
            long after = allocated();
            if (read != readable) {
                throw new AssertionError(hostile + " was read in one size only");
            }
            System.out.println(hostile + " " + (after - before));
        }
    }

    private static boolean isReadable(byte[] message) {
        return Outcome.of(() -> EventCodec.decode(message)).error() == null;
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
