package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RateLimiterProperties {

    private static final long SECOND = 1_000_000_000;

    @Property
    void noWindowHoldsMoreThanTheBurstAndTheRateAllow(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond,
            @ForAll @IntRange(min = 1, max = 200) int burst,
            @ForAll long start,
            @ForAll @Size(max = 300) List<@LongRange(max = SECOND / 4) Long> steps) {
        RateLimiter limiter = new RateLimiter(perSecond, burst, start);
        List<Long> taken = new ArrayList<>();
        long elapsed = 0;
        for (long step : steps) {
            elapsed += step;
            // Greedy at each moment, which is the worst that callers can do.
            while (limiter.tryTake(start + elapsed)) {
                taken.add(elapsed);
            }
        }
        long interval = SECOND / perSecond;
        for (int i = 0; i + burst < taken.size(); i++) {
            long window = taken.get(i + burst) - taken.get(i);
            assertTrue(window >= interval, "a burst and one more within " + window + " ns");
        }
        if (!taken.isEmpty()) {
            long most = burst + elapsed / interval;
            assertTrue(taken.size() <= most, taken.size() + " permits where " + most + " are allowed");
        }
    }

    @Property
    void afterTheAnnouncedWaitThereIsAPermitAndNotBefore(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond,
            @ForAll @IntRange(min = 1, max = 50) int burst,
            @ForAll long start,
            @ForAll @Size(max = 50) List<@LongRange(max = SECOND / 4) Long> steps) {
        RateLimiter limiter = new RateLimiter(perSecond, burst, start);
        long now = start;
        for (long step : steps) {
            now += step;
            while (limiter.tryTake(now)) {
                assertTrue(limiter.nanosToNext(now) >= 0);
            }
            long wait = limiter.nanosToNext(now);
            assertTrue(wait > 0 && wait <= SECOND / perSecond, "a wait of " + wait + " ns");
            assertTrue(!limiter.tryTake(now + wait - 1));
            now += wait;
            assertTrue(limiter.tryTake(now));
        }
    }

    @Property
    void aRestFillsTheBucketAndNoMore(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond,
            @ForAll @IntRange(min = 1, max = 200) int burst,
            @ForAll @LongRange(min = 0, max = 1_000_000) long restSeconds) {
        RateLimiter limiter = new RateLimiter(perSecond, burst, 0);
        while (limiter.tryTake(0)) {
            assertTrue(limiter.nanosToNext(0) >= 0);
        }
        long now = (burst + restSeconds) * SECOND;
        int taken = 0;
        while (limiter.tryTake(now)) {
            taken++;
        }
        assertEquals(burst, taken);
    }
}
