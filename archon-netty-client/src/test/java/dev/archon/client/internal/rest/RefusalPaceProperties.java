package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** How token calls are held back after refusals, at any rate, clock and order of events. */
@Tag("slow")
class RefusalPaceProperties {

    private static final long SECOND = 1_000_000_000;

    @Property
    void withoutARefusalNothingIsHeldBack(
            @ForAll @IntRange(min = 1, max = 10_000) int perSecond,
            @ForAll long now,
            @ForAll @IntRange(max = 50) int calls) {
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        for (int i = 0; i < calls; i++) {
            pace.starts(now);
        }
        assertEquals(0, pace.nanosToConnect(now));
        assertEquals(0, pace.nanosToRenewal(now));
    }

    @Property
    void retryAfterIsRespectedUpToItsBoundAndSpreadByAFifthAtMost(
            @ForAll @IntRange(min = 1, max = 10_000) int perSecond,
            @ForAll long now,
            @ForAll @LongRange(min = 0, max = 1L << 45) long retryAfterMillis,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        pace.refused(now, Duration.ofMillis(retryAfterMillis), now, random);
        long asked = Math.min(retryAfterMillis, 30_000) * 1_000_000;
        long wait = pace.nanosToConnect(now);
        assertTrue(wait >= asked && wait <= asked + asked / 5, wait + " ns where " + asked + " are asked for");
        assertEquals(Math.min(retryAfterMillis, 5_000) * 1_000_000, pace.nanosToRenewal(now));
        assertEquals(Math.min(wait, 1), pace.nanosToConnect(now + Math.max(0, wait - 1)));
        assertEquals(0, pace.nanosToConnect(now + wait));
    }

    @Property
    void aPauseIsNotLongerThanTheLongestRetryAfterOfThePolicy(
            @ForAll long now, @ForAll @LongRange(min = 1, max = 60_000) long maxMillis) {
        RefusalPace pace = new RefusalPace(50, Duration.ofMillis(maxMillis));
        pace.refused(now, Duration.ofHours(1), now, 0);
        assertEquals(Math.min(maxMillis, 30_000) * 1_000_000, pace.nanosToConnect(now));
        assertEquals(Math.min(maxMillis, 5_000) * 1_000_000, pace.nanosToRenewal(now));
    }

    @Property
    void noRefusalShortensAPauseOrTheIntervalAfterACall(
            @ForAll long start,
            @ForAll @Size(max = 30) List<@LongRange(min = 0, max = 40_000) Long> retryAfterMillis,
            @ForAll @LongRange(min = 0, max = SECOND) long step) {
        RefusalPace pace = new RefusalPace(50, Duration.ofDays(100));
        long now = start;
        for (long millis : retryAfterMillis) {
            if (pace.nanosToRenewal(now) == 0) {
                pace.starts(now);
            }
            long connect = pace.nanosToConnect(now);
            long renewal = pace.nanosToRenewal(now);
            pace.refused(now, Duration.ofMillis(millis), now, 0);
            assertTrue(pace.nanosToConnect(now) >= connect);
            assertTrue(pace.nanosToRenewal(now) >= renewal);
            now += step;
        }
    }

    @Property
    void afterARefusalTheRateIsLowerAndRisesToTheConfiguredOneWithinAMinute(
            @ForAll @IntRange(min = 4, max = 1_000) int perSecond, @ForAll long now) {
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        pace.refused(now, Duration.ZERO, now, 0);
        List<Integer> calls = callsPerSecond(pace, now, 41);
        for (int second = 0; second < 40; second++) {
            double rate = perSecond * (0.7 + Math.pow((second + 0.5) / 60, 3));
            assertEquals(rate, calls.get(second), rate * 0.05 + 2, calls::toString);
        }
        assertEquals(0, pace.nanosToConnect(now + 41 * SECOND));
    }

    @Property
    void aLaterRefusalLowersTheRateToWhatTheEndpointHasAnsweredSinceThePause(
            @ForAll @IntRange(min = 50, max = 1_000) int perSecond,
            @ForAll long start,
            @ForAll @DoubleRange(min = 0.27, max = 0.6) double part,
            @ForAll @IntRange(min = 5, max = 300) int latencyMillis) {
        double limit = perSecond * part;
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        pace.refused(start, Duration.ofSeconds(2), start, 0);
        long from = start + 2 * SECOND;
        // The endpoint allows as many calls at once after a pause as in a second.
        double available = limit;
        long now = from;
        for (; available >= 1; now += SECOND / 1_000) {
            available = Math.min(limit, available + limit / 1_000);
            while (pace.nanosToConnect(now) == 0) {
                pace.starts(now);
                available--;
            }
        }
        long refusedAt = now;
        for (; now < refusedAt + latencyMillis * 1_000_000L; now += SECOND / 1_000) {
            while (pace.nanosToRenewal(now) == 0) {
                pace.starts(now);
            }
        }
        pace.refused(refusedAt, Duration.ZERO, now, 0);
        int calls = callsPerSecond(pace, now, 1).get(0);
        assertEquals(limit, calls, limit * 0.1 + 3);
    }

    @Property
    void anEndpointThatRefusesEverythingAfterAPauseLowersTheRateToAThirdAtATime(
            @ForAll @IntRange(min = 50, max = 1_000) int perSecond, @ForAll long now) {
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        pace.refused(now, Duration.ZERO, now, 0);
        pace.starts(now + 1);
        pace.refused(now + 1, Duration.ZERO, now + 1, 0);
        int calls = callsPerSecond(pace, now + 1, 1).get(0);
        assertEquals(perSecond * 0.7 / 3, calls, perSecond / 50.0 + 2);
    }

    @Property
    void renewalsAndCallsForNewConnectionsShareTheRate(
            @ForAll @IntRange(min = 2, max = 1_000) int perSecond, @ForAll long start) {
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        pace.refused(start, Duration.ofSeconds(1), start, 0);
        long now = start + SECOND;
        assertEquals(0, pace.nanosToConnect(now));
        pace.starts(now);
        assertTrue(pace.nanosToConnect(now) > 0);
        assertEquals(pace.nanosToConnect(now), pace.nanosToRenewal(now));
    }

    @Property
    void refusalsOfCallsThatWereUnderWayTogetherCountOnce(
            @ForAll @IntRange(min = 100, max = 1_000) int perSecond,
            @ForAll long now,
            @ForAll @Size(min = 1, max = 100) List<@LongRange(min = 0, max = SECOND / 10) Long> answers) {
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        long last = now;
        for (long after : answers.stream().sorted().toList()) {
            last = now + 1 + after;
            pace.refused(now, Duration.ZERO, last, 0);
        }
        int calls = callsPerSecond(pace, last, 1).get(0);
        assertEquals(perSecond * 0.7, calls, perSecond / 15.0 + 2);
    }

    @Property
    void howeverOftenItIsRefusedACallStartsEachSecondOnceThePauseIsOver(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond,
            @ForAll long start,
            @ForAll @IntRange(min = 1, max = 40) int refusals) {
        RefusalPace pace = new RefusalPace(perSecond, Duration.ofDays(100));
        long now = start;
        for (int i = 0; i < refusals; i++) {
            pace.starts(now);
            pace.refused(now, Duration.ofSeconds(1), now, 0);
            now += 2 * SECOND;
            assertEquals(0, pace.nanosToConnect(now));
        }
        pace.starts(now);
        assertTrue(pace.nanosToConnect(now) <= SECOND);
    }

    @Property
    void aRestOfAnyLengthForgetsRefusals(
            @ForAll long start, @ForAll @LongRange(min = 91 * SECOND, max = Long.MAX_VALUE / 4) long rest) {
        RefusalPace pace = new RefusalPace(50, Duration.ofDays(100));
        for (int i = 0; i < 20; i++) {
            pace.refused(start + i, Duration.ofHours(1), start + i, 0);
        }
        long now = start + 20 + rest;
        for (int i = 0; i < 100; i++) {
            assertEquals(0, pace.nanosToConnect(now));
            pace.starts(now);
        }
    }

    /** How many calls start in each second if always one waits, with a timer of a millisecond. */
    private static List<Integer> callsPerSecond(RefusalPace pace, long from, int seconds) {
        List<Integer> calls = new ArrayList<>();
        for (long second = 0; second < seconds; second++) {
            long start = from + second * SECOND;
            calls.add((int) LongStream.range(0, 1_000)
                    .map(millis -> start + millis * 1_000_000)
                    .map(now -> {
                        int taken = 0;
                        while (pace.nanosToConnect(now) == 0 && taken < 1_000) {
                            pace.starts(now);
                            taken++;
                        }
                        return taken;
                    })
                    .sum());
        }
        return calls;
    }
}
