package dev.archon.simulator;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.internal.wire.FloodLines;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Measures whether the simulator is fast and small enough to stand behind a benchmark, and fails if it is not: 5 million
 * log lines in a second of one core, 10,000 idle sockets in 256 MiB of heap.
 *
 * <pre>{@code mvn -pl archon-simulator -am -Pspeed -DskipTests verify}</pre>
 *
 * <p>The idle sockets' other ends are in a process of their own, so the heap that is seen is the simulator's alone.
 */
final class SpeedCheck {

    private static final int WARM_UP_LINES = 10_000_000;
    private static final int LINES = 50_000_000;
    private static final int SOCKETS = 10_000;
    private static final double CPU_NANOS_A_LINE = 200;
    private static final long HEAP_BYTES = 256L << 20;
    private static final int OTHER_FILES = 300;

    private SpeedCheck() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            beTheOtherEnd(new WebSocketCredentials(args[0], new Jwt(args[1])), Integer.parseInt(args[2]));
            return;
        }
        System.out.println("warm-up: " + flood(WARM_UP_LINES));
        Speed speed = flood(LINES);
        System.out.println("flood:   " + speed);
        Idle idle = idle(SOCKETS, SpeedCheck::openInAnotherProcess);
        System.out.println("idle:    " + idle);
        if (speed.linesPerSecond() < 5_000_000 || speed.cpuNanosPerLine() > CPU_NANOS_A_LINE) {
            throw new AssertionError("too slow");
        }
        if (idle.sockets() < SOCKETS || idle.heapBytes() > HEAP_BYTES) {
            throw new AssertionError("too large");
        }
    }

    /**
     * What a flood took.
     *
     * @param lines how many lines
     * @param bytes their size on the wire
     * @param nanos the time from the first to the last byte that was read
     * @param cpuNanos the processor time of the simulator's threads meanwhile
     */
    record Speed(long lines, long bytes, long nanos, long cpuNanos) {

        double linesPerSecond() {
            return lines * 1e9 / nanos;
        }

        double cpuNanosPerLine() {
            return (double) cpuNanos / lines;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,.0f lines/s (%.0f MB/s), %.0f ns of the simulator's processor time a line",
                    linesPerSecond(),
                    bytes * 1e3 / nanos,
                    cpuNanosPerLine());
        }
    }

    /** Sends lines to one blocking socket that only reads. */
    static Speed flood(long lines) throws Exception {
        try (ArchonSimulator sim = silent();
                RawSocket socket = RawSocket.caughtUp(RestCalls.credentials(sim, "demo"))) {
            FloodLines same = new FloodLines(EventStyle.DOC, Instant.EPOCH, new Random(1));
            long bytes = lines / FloodLines.BLOCK * same.size(FloodLines.BLOCK);
            if (lines % FloodLines.BLOCK != 0) {
                throw new IllegalArgumentException("lines must be whole blocks: " + lines);
            }
            long cpu = cpuOfSimulator();
            long begun = System.nanoTime();
            var flood = sim.server("demo").flood(lines);
            socket.skip(bytes);
            long nanos = System.nanoTime() - begun;
            flood.get(20, TimeUnit.SECONDS);
            long sent = sim.server("demo").logLinesSent();
            if (sent != lines) {
                throw new AssertionError("counted " + sent + " lines instead of " + lines);
            }
            return new Speed(lines, bytes, nanos, cpuOfSimulator() - cpu);
        }
    }

    private static long cpuOfSimulator() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("archon-simulator")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }

    /**
     * What idle sockets took.
     *
     * @param sockets how many were authenticated
     * @param heapBytes the heap in use while they are open
     * @param moreBytes how much more that is than before
     * @param opening how long it took to open them
     */
    record Idle(int sockets, long heapBytes, long moreBytes, Duration opening) {

        double bytesPerSocket() {
            return (double) moreBytes / sockets;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d sockets in %.1f MiB of heap, %.0f bytes each, opened in %.1f s",
                    sockets,
                    heapBytes / 1048576.0,
                    bytesPerSocket(),
                    opening.toMillis() / 1e3);
        }
    }

    /** Opens sockets that are of no further use than to be open. */
    @FunctionalInterface
    interface Opener {

        Ends open(WebSocketCredentials credentials, int sockets) throws Exception;
    }

    /**
     * The clients' ends of sockets.
     *
     * @param count how many they are
     * @param closing closes them
     */
    record Ends(int count, Closeable closing) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            closing.close();
        }
    }

    static Idle idle(int sockets, Opener opener) throws Exception {
        try (ArchonSimulator sim = silent()) {
            WebSocketCredentials credentials = RestCalls.credentials(sim, "demo");
            // Whatever the first socket loads for all of them is not theirs.
            opener.open(credentials, 1).close();
            long before = usedHeap();
            long begun = System.nanoTime();
            try (Ends ends = opener.open(credentials, sockets)) {
                Duration opening = Duration.ofNanos(System.nanoTime() - begun);
                long after = usedHeap();
                int open = Math.min(ends.count(), sim.server("demo").connections());
                return new Idle(open, after, after - before, opening);
            }
        }
    }

    /** How many sockets this process can have both ends of. */
    static int socketsThatFit(int wanted) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            long free = os.getMaxFileDescriptorCount() - os.getOpenFileDescriptorCount() - OTHER_FILES;
            return (int) Math.min(wanted, Math.max(0, free / 2));
        }
        return wanted;
    }

    static Ends openHere(WebSocketCredentials credentials, int sockets) throws IOException {
        List<RawSocket> open = new ArrayList<>();
        for (int i = 0; i < sockets; i++) {
            open.add(RawSocket.open(credentials));
        }
        return new Ends(open.size(), () -> {
            for (RawSocket socket : open) {
                socket.close();
            }
        });
    }

    private static Ends openInAnotherProcess(WebSocketCredentials credentials, int sockets) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpeedCheck.class.getName(),
                        credentials.url(),
                        credentials.token().value(),
                        Integer.toString(sockets))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = answer.readLine();
        if (!("open " + sockets).equals(line)) {
            process.destroy();
            throw new IOException("the process with the other ends failed: " + line);
        }
        return new Ends(sockets, () -> {
            process.getOutputStream().close();
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        });
    }

    /** Holds sockets open until the standard input ends. */
    private static void beTheOtherEnd(WebSocketCredentials credentials, int sockets) throws Exception {
        try (Ends ends = openHere(credentials, sockets)) {
            System.out.println("open " + ends.count());
            while (System.in.read() >= 0) {
                // Nothing is said; the end of the input is what is waited for.
            }
        }
    }

    private static ArchonSimulator silent() {
        return ArchonSimulator.builder()
                .traffic(Traffic.SILENT)
                .powerState(PowerState.RUNNING)
                .tokenLifetime(Duration.ofHours(1))
                .historyLines(0)
                .start();
    }

    /** What is left after a collection; the smallest of some readings, since others work at the same time. */
    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
