package dev.archon.protocol.backoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Positive;

/** What holds for every policy and every draw. */
class BackoffPolicyProperties {

    private static final Duration LONGEST = Duration.ofDays(100);

    @Property(tries = 10_000)
    void aDelayIsBetweenZeroAndTheCap(
            @ForAll("settings") Settings settings,
            @ForAll @Positive int attempt,
            @ForAll("any durations") Duration previous,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        BackoffPolicy policy = settings.unlimited();
        Duration delay = policy.delay(attempt, previous, random).orElseThrow();
        assertTrue(!delay.isNegative() && delay.compareTo(policy.cap()) <= 0, delay::toString);
        switch (settings.jitter()) {
            case NONE -> assertTrue(delay.compareTo(settings.base()) >= 0, delay::toString);
            case EQUAL ->
                assertTrue(delay.plusNanos(1).compareTo(settings.base().dividedBy(2)) >= 0, delay::toString);
            case DECORRELATED -> assertTrue(delay.compareTo(settings.base()) >= 0, delay::toString);
            case FULL -> {
                // May be zero.
            }
        }
    }

    @Property
    void withoutJitterDelaysGrowUpToTheCapAndStayThere(@ForAll("settings") Settings settings) {
        BackoffPolicy policy = settings.with(Jitter.NONE).unlimited();
        Duration previous = Duration.ZERO;
        for (int attempt = 1; attempt < 200; attempt++) {
            Duration delay = policy.delay(attempt, previous, 0).orElseThrow();
            assertTrue(delay.compareTo(previous) >= 0, attempt + ": " + delay + " after " + previous);
            previous = delay;
        }
        if (settings.factor() >= 2) {
            assertEquals(policy.cap(), previous);
        }
    }

    @Property
    void thereIsNoOverflowAtTheLastAttemptThereCanBe(
            @ForAll("settings") Settings settings,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        BackoffPolicy policy = settings.with(Jitter.NONE).unlimited();
        Duration last = policy.delay(Integer.MAX_VALUE, LONGEST, random).orElseThrow();
        assertEquals(settings.factor() == 1 ? settings.base() : policy.cap(), last);
    }

    @Property
    void theSameRandomSourceGivesTheSameSequence(@ForAll("settings") Settings settings, @ForAll long seed) {
        assertEquals(sequence(settings.unlimited(), seed), sequence(settings.unlimited(), seed));
    }

    private static List<Duration> sequence(BackoffPolicy policy, long seed) {
        Random random = new Random(seed);
        List<Duration> delays = new ArrayList<>();
        Duration previous = Duration.ZERO;
        for (int attempt = 1; attempt <= 50; attempt++) {
            previous = policy.delay(attempt, previous, random.nextDouble()).orElseThrow();
            delays.add(previous);
        }
        return delays;
    }

    @Property
    void thereAreExactlyTheAttemptsThatWereAskedFor(
            @ForAll("settings") Settings settings, @ForAll("attempts") int limit, @ForAll("attempts") int attempt) {
        BackoffPolicy policy = settings.builder().maxAttempts(limit).build();
        assertEquals(attempt <= limit, policy.delay(attempt, Duration.ZERO, 0.5).isPresent());
    }

    @Property
    void withoutItsLimitAPolicyHasTheSameDelays(
            @ForAll("settings") Settings settings,
            @ForAll("attempts") int attempt,
            @ForAll("any durations") Duration previous,
            @ForAll("any durations") Duration asked,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        BackoffPolicy limited = settings.builder()
                .maxAttempts(3)
                .maxRetryAfter(Duration.ofHours(1))
                .build();
        BackoffPolicy same = settings.builder()
                .unlimitedAttempts()
                .maxRetryAfter(Duration.ofHours(1))
                .build();
        assertEquals(
                same.delay(attempt, previous, random, asked),
                limited.unlimited().delay(attempt, previous, random, asked));
        assertEquals(OptionalInt.empty(), limited.unlimited().maxAttempts());
    }

    @Property
    void retryAfterIsHonouredUpToItsLimit(
            @ForAll("settings") Settings settings,
            @ForAll @Positive int attempt,
            @ForAll("durations") Duration limit,
            @ForAll("any durations") Duration asked,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        BackoffPolicy policy =
                settings.builder().unlimitedAttempts().maxRetryAfter(limit).build();
        Duration own = policy.delay(attempt, Duration.ZERO, random).orElseThrow();
        Duration delay = policy.delay(attempt, Duration.ZERO, random, asked).orElseThrow();
        Duration bounded = asked.compareTo(limit) < 0 ? asked : limit;
        if (own.compareTo(bounded) >= 0) {
            assertEquals(own, delay);
        } else if (settings.jitter() == Jitter.NONE) {
            assertEquals(bounded, delay);
        } else {
            Duration fifth = bounded.dividedBy(5);
            Duration width = fifth.compareTo(settings.base()) < 0 ? settings.base() : fifth;
            assertTrue(delay.compareTo(bounded) >= 0 && delay.compareTo(bounded.plus(width)) <= 0, delay::toString);
        }
    }

    /** A policy in the making. */
    record Settings(Duration base, Duration cap, double factor, Jitter jitter) {

        BackoffPolicy.Builder builder() {
            return BackoffPolicy.exponential()
                    .base(base)
                    .cap(cap)
                    .factor(factor)
                    .jitter(jitter);
        }

        BackoffPolicy unlimited() {
            return builder().unlimitedAttempts().build();
        }

        Settings with(Jitter other) {
            return new Settings(base, cap, factor, other);
        }
    }

    @Provide
    Arbitrary<Settings> settings() {
        Arbitrary<Double> factors = Arbitraries.oneOf(
                Arbitraries.of(1.0, 2.0, 100.0), Arbitraries.doubles().between(1, 100));
        return Combinators.combine(durations(), durations(), factors, Arbitraries.of(Jitter.class))
                .as((one, other, factor, jitter) -> one.compareTo(other) < 0
                        ? new Settings(one, other, factor, jitter)
                        : new Settings(other, one, factor, jitter));
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(1, LONGEST.toNanos()).map(Duration::ofNanos);
    }

    @Provide("any durations")
    Arbitrary<Duration> anyDurations() {
        return Arbitraries.oneOf(
                durations(), Arbitraries.longs().map(Duration::ofSeconds), Arbitraries.just(Duration.ZERO));
    }

    @Provide
    Arbitrary<Integer> attempts() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 20), Arbitraries.integers().greaterOrEqual(1));
    }
}
