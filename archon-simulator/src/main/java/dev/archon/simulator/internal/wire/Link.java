package dev.archon.simulator.internal.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Computes when what was sent arrives, for one direction of a connection. It arrives in the order in which it was sent.
 *
 * <p>A frame first waits until the line has carried those before it, then takes the time that the line's bandwidth needs for
 * its bytes, then the delay that was drawn for it; it never overtakes another. Knows no clock, thread or socket: times are
 * handed in, and so is the source of the delays.
 *
 * @param <T> what stands for a frame
 */
public final class Link<T> {

    /** Of a frame that takes long, a part arrives so often. */
    private static final Duration PART = Duration.ofMillis(20);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Random random;
    private final Deque<Travelling<T>> travelling = new ArrayDeque<>(1);
    private LinkConditions conditions = LinkConditions.NONE;
    private Instant carried = Instant.MIN;
    private Instant latest = Instant.MIN;
    private long bytes;
    private int taken;

    /**
     * A frame that has not arrived yet.
     *
     * @param begins when its first byte arrives
     * @param ends when its last byte arrives
     */
    private record Travelling<T>(T what, int bytes, Instant sent, Instant begins, Instant ends) {}

    /**
     * Makes a line that carries everything at once.
     *
     * @param random where delays are drawn from
     */
    public Link(Random random) {
        this.random = random;
    }

    /**
     * Changes the conditions, also for what is on its way: the line begins to carry that anew, with delays that are drawn
     * anew and count from the time when it was sent.
     *
     * @param newConditions what the line is like from now on
     * @param now the present time
     */
    public void set(LinkConditions newConditions, Instant now) {
        conditions = newConditions;
        carried = newConditions.bytesPerSecond().isPresent() ? now : Instant.MIN;
        latest = Instant.MIN;
        List<Travelling<T>> again = new ArrayList<>(travelling);
        int arrived = taken;
        travelling.clear();
        bytes = 0;
        taken = 0;
        for (Travelling<T> frame : again) {
            add(frame.what, frame.bytes - arrived, frame.sent);
            arrived = 0;
        }
    }

    /**
     * Sends a frame behind those that were sent before.
     *
     * @param what stands for it
     * @param size how many bytes it has, 0 or more
     * @param sent when it is sent
     */
    public void add(T what, int size, Instant sent) {
        Duration delay = conditions.delay().draw(random);
        Instant start = sent.isAfter(carried) ? sent : carried;
        carried = start.plus(timeFor(size));
        Instant begins = later(start.plus(delay), latest);
        latest = later(carried.plus(delay), latest);
        travelling.add(new Travelling<>(what, size, sent, begins, latest));
        bytes += size;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Duration timeFor(int size) {
        if (conditions.bytesPerSecond().isEmpty()) {
            return Duration.ZERO;
        }
        int rate = conditions.bytesPerSecond().getAsInt();
        // Rounded up, so that the line never carries more than it can.
        return Duration.ofNanos((size * NANOS_PER_SECOND + rate - 1) / rate);
    }

    /**
     * Takes the next frame that has arrived.
     *
     * @param now the present time
     * @return what stands for it; null if no other has arrived whole
     */
    public @Nullable T poll(Instant now) {
        Travelling<T> next = travelling.peek();
        if (next == null || next.ends.isAfter(now)) {
            return null;
        }
        travelling.remove();
        bytes -= next.bytes - taken;
        taken = 0;
        return next.what;
    }

    /**
     * Takes what has arrived of the next frame, which has not arrived whole.
     *
     * @param now the present time
     * @return how many of its bytes have arrived and were not taken before; 0 if nothing is on its way
     */
    public int takePart(Instant now) {
        Travelling<T> next = travelling.peek();
        if (next == null || conditions.bytesPerSecond().isEmpty() || !now.isAfter(next.begins)) {
            return 0;
        }
        double seconds = Duration.between(next.begins, now).toNanos() / (double) NANOS_PER_SECOND;
        double arrived = seconds * conditions.bytesPerSecond().getAsInt();
        int part = (int) Math.min(arrived, next.bytes - 1.0) - taken;
        if (part <= 0) {
            return 0;
        }
        taken += part;
        bytes -= part;
        return part;
    }

    /**
     * What stands for the next frame.
     *
     * @return the one that {@link #takePart} is about; null if nothing is on its way
     */
    public @Nullable T peek() {
        Travelling<T> next = travelling.peek();
        return next == null ? null : next.what;
    }

    /**
     * When the next frame has arrived whole.
     *
     * @return its time; empty if nothing is on its way
     */
    public Optional<Instant> nextArrival() {
        Travelling<T> next = travelling.peek();
        return next == null ? Optional.empty() : Optional.of(next.ends);
    }

    /**
     * When the next frame, or the next part of one that takes long, has arrived.
     *
     * @param now the present time
     * @return the time; empty if nothing is on its way
     */
    public Optional<Instant> nextPart(Instant now) {
        Travelling<T> next = travelling.peek();
        if (next == null) {
            return Optional.empty();
        }
        Instant part = later(next.begins, now).plus(part());
        return Optional.of(part.isBefore(next.ends) ? part : next.ends);
    }

    /** Not before another byte has arrived. */
    private Duration part() {
        Duration oneByte = timeFor(1);
        return oneByte.compareTo(PART) > 0 ? oneByte : PART;
    }

    /**
     * How much is on its way.
     *
     * @return the number of bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Whether nothing is on its way.
     *
     * @return whether {@link #poll} returns null at any time
     */
    public boolean isEmpty() {
        return travelling.isEmpty();
    }

    /**
     * Whether the line carries everything at once, and nothing is on its way.
     *
     * @return whether what is sent has arrived already
     */
    public boolean isIdle() {
        return travelling.isEmpty() && conditions.equals(LinkConditions.NONE);
    }
}
