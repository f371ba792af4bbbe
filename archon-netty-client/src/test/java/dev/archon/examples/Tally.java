package dev.archon.examples;

import dev.archon.client.ServerStatus;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.AuthOkEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a client is given. Written by handlers of one server, read by any thread. */
final class Tally {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private long second;
    private long linesInSecond;

    void count(List<ConsoleLine> some) {
        long now = System.nanoTime() / SECOND;
        linesInSecond = now == second ? linesInSecond + some.size() : some.size();
        second = now;
        peak.accumulateAndGet(linesInSecond, Math::max);
        lines.addAndGet(some.size());
    }

    void count(AuthOkEvent event) {
        accepted.incrementAndGet();
    }

    void count(ServerStatus status) {
        if (status.connected()) {
            connections.incrementAndGet();
        }
    }

    long lines() {
        return lines.get();
    }

    /** The most lines within one second of the clock. */
    long peak() {
        return peak.get();
    }

    /** The tokens that were accepted, other than the first of each connection. */
    int refreshes() {
        return accepted.get() - connections.get();
    }

    int reconnects() {
        return Math.max(0, connections.get() - 1);
    }
}
