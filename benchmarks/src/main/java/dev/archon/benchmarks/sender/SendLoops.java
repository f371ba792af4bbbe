package dev.archon.benchmarks.sender;

import dev.archon.benchmarks.workload.FrameBlock;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.TimedLines;
import dev.archon.protocol.event.ArchonEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The loops that send, one for each mode. Each blocks until its time is over. */
final class SendLoops {

    /** 500 lines each 10 ms are 50,000 a second. */
    private static final int LATENCY_BURST = 500;

    /** 10 lines each 10 ms are 1,000 a second on each connection. */
    private static final int SWARM_BURST = 10;

    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /**
     * Into so many parts bursts are split while a contender warms up. The JVM compiles what runs often: of code that runs once
     * in a burst, a hundred times a second, it would compile a part in the warm-up and the rest while latency is measured.
     */
    private static final int WARM_UP_PARTS = 25;

    /** A sleep may end this much too late, so the thread spins for the last part of each wait. */
    private static final long AWAKE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final long ON_TIME_NANOS = TimeUnit.MICROSECONDS.toNanos(5);

    /** A sender that is later than this leaves out bursts instead of catching up. */
    private static final long MAX_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private SendLoops() {}

    static void flood(SenderConnection connection, FrameBlock block, int millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            connection.send(block);
        } while (System.nanoTime() - end < 0);
    }

    static void latency(SenderConnection connection, RunRequest request) throws IOException {
        long begin = System.nanoTime();
        long end = begin + TimeUnit.MILLISECONDS.toNanos(request.millis());
        // Less than all of the warm-up, which a contender begins with the first line it gets.
        smallBursts(connection, begin + TimeUnit.MILLISECONDS.toNanos(request.warmUpMillis() * 3L / 4));
        TimedLines lines = new TimedLines(LATENCY_BURST);
        long start = System.nanoTime();
        for (long due = start; due - end < 0; due += BURST_NANOS) {
            // The lines are written before they are due, so that this is not part of the latency.
            lines.at(due);
            sleepUntil(due - AWAKE_NANOS);
            long now = System.nanoTime();
            while (now - due < 0) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            // A sleep that was too long is not part of the latency either, but the time for which a write blocked is.
            if (now - due > ON_TIME_NANOS && now - due < BURST_NANOS / 2) {
                lines.at(System.nanoTime());
            }
            connection.send(lines);
        }
    }

    private static void smallBursts(SenderConnection connection, long end) throws IOException {
        TimedLines lines = new TimedLines(LATENCY_BURST / WARM_UP_PARTS);
        long now = System.nanoTime();
        for (long due = now; now - end < 0; due += BURST_NANOS / WARM_UP_PARTS) {
            sleepUntil(due);
            now = System.nanoTime();
            connection.send(lines.at(now));
        }
    }

    static void swarm(List<SenderConnection> connections, RunRequest request) throws IOException {
        List<FrameBlock> bursts = bursts(request.workload().events());
        for (SenderConnection connection : connections) {
            connection.nonBlocking(true);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.millis());
        long due = System.nanoTime();
        for (int turn = 0; due - end < 0; turn++) {
            sleepUntil(due);
            for (int i = 0; i < connections.size(); i++) {
                connections.get(i).offer(bursts.get((turn + i) % bursts.size()));
            }
            long now = System.nanoTime();
            due = now - due > MAX_LATE_NANOS ? now : due + BURST_NANOS;
        }
        for (SenderConnection connection : connections) {
            connection.nonBlocking(false);
        }
    }

    static void idle(List<SenderConnection> connections, RunRequest request) throws IOException {
        FrameBlock line = FrameBlock.of(request.workload().events().subList(0, 1));
        for (SenderConnection connection : connections) {
            connection.send(line);
        }
        sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.millis()));
    }

    private static List<FrameBlock> bursts(List<ArchonEvent> events) {
        List<FrameBlock> bursts = new ArrayList<>();
        for (int i = 0; i + SWARM_BURST <= events.size(); i += SWARM_BURST) {
            bursts.add(FrameBlock.of(events.subList(i, i + SWARM_BURST)));
        }
        return bursts;
    }

    private static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
