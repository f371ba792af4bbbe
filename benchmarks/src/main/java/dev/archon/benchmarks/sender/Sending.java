package dev.archon.benchmarks.sender;

import dev.archon.benchmarks.workload.Block;
import dev.archon.benchmarks.workload.Order;
import dev.archon.benchmarks.workload.TimedLines;
import dev.archon.protocol.event.ArchonEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The ways to send. Each blocks until its time is over. */
final class Sending {

    /** 500 lines each 10 ms are 50,000 a second. */
    private static final int LATENCY_BURST = 500;

    /** 10 lines each 10 ms are 1,000 a second on each connection. */
    private static final int SWARM_BURST = 10;

    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A sleep may end so much too late; for as long it is waited awake. */
    private static final long AWAKE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final long ON_TIME_NANOS = TimeUnit.MICROSECONDS.toNanos(5);

    /** Who is later than that does not try to catch up. */
    private static final long MAX_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Sending() {}

    static void flood(Link link, Block block, int millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            link.send(block);
        } while (System.nanoTime() - end < 0);
    }

    static void latency(Link link, int millis) throws IOException {
        TimedLines lines = new TimedLines(LATENCY_BURST);
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long due = start; due - end < 0; due += BURST_NANOS) {
            // Before they are due, so that the time to write them is not the contender's.
            lines.at(due);
            sleepUntil(due - AWAKE_NANOS);
            long now = System.nanoTime();
            while (now - due < 0) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            // Nor is it the contender's fault if this slept for too long; it is if the last write could not end.
            if (now - due > ON_TIME_NANOS && now - due < BURST_NANOS / 2) {
                lines.at(System.nanoTime());
            }
            link.send(lines);
        }
    }

    static void swarm(List<Link> links, Order order) throws IOException {
        List<Block> bursts = bursts(order.workload().events());
        for (Link link : links) {
            link.nonBlocking(true);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.millis());
        long due = System.nanoTime();
        for (int turn = 0; due - end < 0; turn++) {
            sleepUntil(due);
            for (int i = 0; i < links.size(); i++) {
                links.get(i).offer(bursts.get((turn + i) % bursts.size()));
            }
            long now = System.nanoTime();
            due = now - due > MAX_LATE_NANOS ? now : due + BURST_NANOS;
        }
        for (Link link : links) {
            link.nonBlocking(false);
        }
    }

    static void idle(List<Link> links, Order order) throws IOException {
        Block line = Block.of(order.workload().events().subList(0, 1));
        for (Link link : links) {
            link.send(line);
        }
        sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.millis()));
    }

    private static List<Block> bursts(List<ArchonEvent> events) {
        List<Block> bursts = new ArrayList<>();
        for (int i = 0; i + SWARM_BURST <= events.size(); i += SWARM_BURST) {
            bursts.add(Block.of(events.subList(i, i + SWARM_BURST)));
        }
        return bursts;
    }

    private static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
