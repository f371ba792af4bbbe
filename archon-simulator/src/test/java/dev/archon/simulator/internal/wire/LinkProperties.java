package dev.archon.simulator.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.scenario.DurationRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LinkProperties {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final long TOLERANCE_BYTES = 1;

    /** A frame that is sent some time after the one before it. */
    record Frame(int bytes, int millisLater) {}

    /** What has arrived of a frame, and when. */
    private record Arrival(int frame, int bytes, Instant at) {}

    @Property
    void everythingArrivesInItsOrderWhateverHappensToTheLine(
            @ForAll @Size(max = 40) List<@From("frames") Frame> frames,
            @ForAll @Size(min = 1, max = 5) List<@From("conditions") LinkConditions> changes,
            @ForAll long seed) {
        Link<Integer> link = new Link<>(new Random(seed));
        List<Integer> whole = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < frames.size(); i++) {
            now = now.plusMillis(frames.get(i).millisLater());
            if (i % 7 == 0) {
                link.set(changes.get(i / 7 % changes.size()), now);
            }
            link.add(i, frames.get(i).bytes(), now);
            take(link, now, whole);
        }
        while (!link.isEmpty()) {
            now = link.nextArrival().orElseThrow();
            take(link, now, whole);
        }

        assertEquals(IntStream.range(0, frames.size()).boxed().toList(), whole);
        assertEquals(0, link.bytes());
    }

    @Property
    void aFrameIsLateByADelayThatWasDrawnOrWaitsForTheOneBeforeIt(
            @ForAll @Size(min = 1, max = 40) List<@From("frames") Frame> frames,
            @ForAll("delays") DurationRange delay,
            @ForAll long seed) {
        Link<Integer> link = new Link<>(new Random(seed));
        link.set(new LinkConditions(delay, OptionalInt.empty()), START);

        List<Instant> sent = send(link, frames);
        List<Arrival> arrivals = arrivals(link);

        Instant latest = Instant.MIN;
        for (Arrival arrival : arrivals) {
            Instant at = sent.get(arrival.frame());
            Instant most = at.plus(delay.most());
            latest = most.isAfter(latest) ? most : latest;
            assertFalse(arrival.at().isBefore(at.plus(delay.least())));
            assertFalse(arrival.at().isAfter(latest));
        }
    }

    @Property
    void aNarrowLineNeverCarriesMoreThanItCanAndIsNeverIdleMeanwhile(
            @ForAll @Size(min = 1, max = 40) List<@From("frames") Frame> frames,
            @ForAll @IntRange(min = 1, max = 2_000_000) int rate) {
        Link<Integer> link = new Link<>(new Random(1));
        link.set(new LinkConditions(LinkConditions.NONE.delay(), OptionalInt.of(rate)), START);

        List<Instant> sent = send(link, frames);
        List<Arrival> arrivals = arrivals(link);

        long arrived = 0;
        for (Arrival arrival : arrivals) {
            arrived += arrival.bytes();
            assertTrue(arrived <= carried(sent.get(0), arrival.at(), rate) + TOLERANCE_BYTES);
        }
        long bytes = frames.stream().mapToLong(Frame::bytes).sum();
        assertEquals(bytes, arrived);
        Instant end = arrivals.get(arrivals.size() - 1).at();
        Instant lastSent = sent.get(sent.size() - 1);
        assertTrue(carried(lastSent, end, rate) <= bytes + frames.size(), "the line was idle while frames waited");
    }

    @Property
    void ofALongFrameAPartArrivesBeforeTheWhole(
            @ForAll @IntRange(min = 1_000, max = 100_000_000) int bytes,
            @ForAll @IntRange(min = 100, max = 10_000) int rate) {
        Link<String> link = new Link<>(new Random(1));
        link.set(new LinkConditions(LinkConditions.NONE.delay(), OptionalInt.of(rate)), START);
        link.add("long", bytes, START);

        Instant half = START.plus(
                Duration.between(START, link.nextArrival().orElseThrow()).dividedBy(2));
        assertTrue(link.nextPart(START).orElseThrow().isBefore(half.plusMillis(100)));
        assertEquals(null, link.poll(half));
        assertEquals(bytes / 2.0, link.takePart(half), 2);
        assertEquals(0, link.takePart(half));
        assertEquals(bytes / 2.0, (double) link.bytes(), 2);
    }

    @Property
    void theSameSeedBringsTheSameArrivals(
            @ForAll @Size(max = 40) List<@From("frames") Frame> frames,
            @ForAll("conditions") LinkConditions conditions,
            @ForAll long seed) {
        Link<Integer> one = new Link<>(new Random(seed));
        Link<Integer> other = new Link<>(new Random(seed));
        one.set(conditions, START);
        other.set(conditions, START);
        send(one, frames);
        send(other, frames);

        assertEquals(arrivals(one), arrivals(other));
    }

    @Property
    void whatIsOnItsWayArrivesAtOnceWhenTheLineIsAsItShouldBe(
            @ForAll @Size(max = 40) List<@From("frames") Frame> frames,
            @ForAll("conditions") LinkConditions conditions) {
        Link<Integer> link = new Link<>(new Random(1));
        link.set(conditions, START);
        List<Instant> sent = send(link, frames);
        Instant now = sent.isEmpty() ? START : sent.get(sent.size() - 1);
        List<Integer> whole = new ArrayList<>();
        take(link, now, whole);

        link.set(LinkConditions.NONE, now);
        take(link, now, whole);

        assertEquals(frames.size(), whole.size());
        assertTrue(link.isIdle());
    }

    private static List<Instant> send(Link<Integer> link, List<Frame> frames) {
        List<Instant> sent = new ArrayList<>();
        Instant now = START;
        for (Frame frame : frames) {
            now = now.plusMillis(frame.millisLater());
            link.add(sent.size(), frame.bytes(), now);
            sent.add(now);
        }
        return sent;
    }

    private static void take(Link<Integer> link, Instant now, List<Integer> whole) {
        for (Integer next = link.poll(now); next != null; next = link.poll(now)) {
            whole.add(next);
        }
        int unused = link.takePart(now);
    }

    /** Takes everything as it arrives, parts among it, but no more than a few parts of a frame. */
    private static List<Arrival> arrivals(Link<Integer> link) {
        List<Arrival> arrivals = new ArrayList<>();
        long before = link.bytes();
        int parts = 0;
        Instant now = START;
        while (!link.isEmpty()) {
            Instant part = link.nextPart(now).orElseThrow();
            now = parts < 5 ? part : link.nextArrival().orElseThrow();
            int frame = Objects.requireNonNull(link.peek());
            if (link.poll(now) == null) {
                parts++;
                int unused = link.takePart(now);
            } else {
                parts = 0;
            }
            arrivals.add(new Arrival(frame, (int) (before - link.bytes()), now));
            before = link.bytes();
        }
        return arrivals;
    }

    private static double carried(Instant from, Instant to, int rate) {
        return Duration.between(from, to).toNanos() / 1e9 * rate;
    }

    @Provide
    Arbitrary<Frame> frames() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 200),
                                Arbitraries.integers().between(0, 5_000_000)),
                        Arbitraries.integers().between(0, 300))
                .as(Frame::new);
    }

    @Provide
    Arbitrary<DurationRange> delays() {
        Arbitrary<Integer> millis = Arbitraries.integers().between(0, 2_000);
        return Combinators.combine(millis, millis)
                .as((least, more) -> new DurationRange(Duration.ofMillis(least), Duration.ofMillis(least + more)));
    }

    @Provide
    Arbitrary<LinkConditions> conditions() {
        Arbitrary<OptionalInt> rates = Arbitraries.integers()
                .between(1, 1_000_000_000)
                .optional()
                .map(rate -> rate.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        return Combinators.combine(delays(), rates).as(LinkConditions::new);
    }
}
