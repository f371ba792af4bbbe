package dev.archon.protocol.backoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long each policy waits, by example. */
class BackoffPolicyTest {

    private static final Duration FIRST = Duration.ZERO;

    @Nested
    class TheDefault {

        private final BackoffPolicy policy = BackoffPolicy.defaults();

        @Test
        void doublesFromOneSecondToThirty() {
            assertEquals(
                    List.of(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L, 15_000L, 15_000L),
                    millis(policy, 10, 0.5));
        }

        @Test
        void givesUpAfterTenAttempts() {
            assertEquals(OptionalInt.of(10), policy.maxAttempts());
            assertEquals(Optional.empty(), policy.delay(11, Duration.ofSeconds(30), 0.5));
        }

        @Test
        void mayRetryAtOnce() {
            assertEquals(Optional.of(Duration.ZERO), policy.delay(1, FIRST, 0));
        }

        @Test
        void tellsWhatItIs() {
            assertEquals(Duration.ofSeconds(30), policy.cap());
            assertEquals(Duration.ofMinutes(10), policy.maxRetryAfter());
            assertEquals(
                    "BackoffPolicy[base=PT1S, cap=PT30S, factor=2.0, jitter=FULL, maxAttempts=10, maxRetryAfter=PT10M]",
                    policy.toString());
        }
    }

    @Nested
    class Jitters {

        @Test
        void noneWaitsTheCeiling() {
            BackoffPolicy policy =
                    BackoffPolicy.exponential().jitter(Jitter.NONE).build();
            assertEquals(List.of(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L), millis(policy, 7, 0.9));
        }

        @Test
        void equalWaitsHalfOfTheCeilingAndSpreadsTheRest() {
            BackoffPolicy policy =
                    BackoffPolicy.exponential().jitter(Jitter.EQUAL).build();
            assertEquals(List.of(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L), millis(policy, 6, 0));
            assertEquals(List.of(750L, 1_500L, 3_000L, 6_000L, 12_000L, 22_500L), millis(policy, 6, 0.5));
        }

        @Test
        void decorrelatedWaitsFromTheBaseToThreeTimesTheDelayBefore() {
            BackoffPolicy policy =
                    BackoffPolicy.exponential().jitter(Jitter.DECORRELATED).build();
            Duration previous = Duration.ofSeconds(4);
            assertEquals(Optional.of(Duration.ofSeconds(1)), policy.delay(3, previous, 0));
            assertEquals(Optional.of(Duration.ofMillis(6_500)), policy.delay(3, previous, 0.5));
            assertEquals(Optional.of(Duration.ofSeconds(30)), policy.delay(3, Duration.ofSeconds(29), 0.5));
        }

        @Test
        void decorrelatedSpreadsTheFirstDelayToo() {
            BackoffPolicy policy =
                    BackoffPolicy.exponential().jitter(Jitter.DECORRELATED).build();
            assertEquals(Optional.of(Duration.ofSeconds(1)), policy.delay(1, FIRST, 0));
            assertEquals(Optional.of(Duration.ofSeconds(2)), policy.delay(1, FIRST, 0.5));
        }
    }

    @Nested
    class Limits {

        @Test
        void aFixedDelayIsAlwaysTheSameAndNeverEnds() {
            BackoffPolicy policy = BackoffPolicy.fixed(Duration.ofSeconds(5));
            assertEquals(List.of(5_000L, 5_000L, 5_000L), millis(policy, 3, 0.7));
            assertEquals(Optional.of(Duration.ofSeconds(5)), policy.delay(Integer.MAX_VALUE, FIRST, 0));
            assertEquals(OptionalInt.empty(), policy.maxAttempts());
            assertEquals(
                    "BackoffPolicy[base=PT5S, cap=PT5S, factor=1.0, jitter=NONE, maxAttempts=unlimited,"
                            + " maxRetryAfter=PT10M]",
                    policy.toString());
        }

        @Test
        void zeroAttemptsIsNeverAgain() {
            BackoffPolicy policy = BackoffPolicy.exponential().maxAttempts(0).build();
            assertEquals(Optional.empty(), policy.delay(1, FIRST, 0.5));
            assertEquals(OptionalInt.of(0), policy.maxAttempts());
        }

        @Test
        void theLastAttemptIsStillMade() {
            BackoffPolicy policy = BackoffPolicy.exponential()
                    .maxAttempts(3)
                    .jitter(Jitter.NONE)
                    .build();
            assertEquals(Optional.of(Duration.ofSeconds(4)), policy.delay(3, FIRST, 0));
            assertEquals(Optional.empty(), policy.delay(4, FIRST, 0));
        }
    }

    @Nested
    class RetryAfter {

        private final BackoffPolicy policy = BackoffPolicy.exponential()
                .jitter(Jitter.NONE)
                .maxRetryAfter(Duration.ofMinutes(2))
                .build();

        @Test
        void isHonouredWhereItAsksForMore() {
            assertEquals(Optional.of(Duration.ofSeconds(90)), policy.delay(1, FIRST, 0, Duration.ofSeconds(90)));
        }

        @Test
        void doesNotShortenTheDelay() {
            assertEquals(Optional.of(Duration.ofSeconds(16)), policy.delay(5, FIRST, 0, Duration.ofSeconds(3)));
            assertEquals(Optional.of(Duration.ofSeconds(16)), policy.delay(5, FIRST, 0, Duration.ofSeconds(-3)));
        }

        @Test
        void isBounded() {
            assertEquals(Optional.of(Duration.ofMinutes(2)), policy.delay(1, FIRST, 0, Duration.ofDays(1)));
            assertEquals(
                    Optional.of(Duration.ofMinutes(10)),
                    BackoffPolicy.defaults().delay(1, FIRST, 0, Duration.ofSeconds(Long.MAX_VALUE)));
        }

        @Test
        void doesNotAddAttempts() {
            assertEquals(Optional.empty(), policy.delay(11, FIRST, 0, Duration.ofSeconds(1)));
        }
    }

    @Nested
    class Parameters {

        @ParameterizedTest
        @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
        void aRandomNumberIsFrom0To1(double random) {
            assertRefused(
                    "random must be in [0, 1)", () -> BackoffPolicy.defaults().delay(1, FIRST, random));
        }

        @Test
        void attemptsAreCountedFrom1() {
            assertRefused(
                    "attempt must be at least 1", () -> BackoffPolicy.defaults().delay(0, FIRST, 0));
        }

        @Test
        void durationsArePositiveAndAtMost100Days() {
            for (Duration wrong : List.of(
                    Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(100).plusNanos(1))) {
                String range = " must be more than zero and at most 100 days";
                assertRefused("base" + range, () -> BackoffPolicy.exponential().base(wrong));
                assertRefused("cap" + range, () -> BackoffPolicy.exponential().cap(wrong));
                assertRefused(
                        "maxRetryAfter" + range,
                        () -> BackoffPolicy.exponential().maxRetryAfter(wrong));
                assertRefused("base" + range, () -> BackoffPolicy.fixed(wrong));
            }
            BackoffPolicy.exponential()
                    .base(Duration.ofNanos(1))
                    .cap(Duration.ofDays(100))
                    .build();
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.99, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
        void aFactorIsFrom1To100(double factor) {
            assertRefused(
                    "factor must be from 1 to 100",
                    () -> BackoffPolicy.exponential().factor(factor));
        }

        @Test
        void aFactorMayBe1Or100() {
            BackoffPolicy.Builder builder =
                    BackoffPolicy.exponential().jitter(Jitter.NONE).cap(Duration.ofDays(1));
            assertEquals(List.of(1_000L, 1_000L), millis(builder.factor(1).build(), 2, 0));
            assertEquals(List.of(1_000L, 100_000L), millis(builder.factor(100).build(), 2, 0));
        }

        @Test
        void aLimitOfAttemptsIsNotNegative() {
            assertRefused(
                    "maxAttempts must be at least 0",
                    () -> BackoffPolicy.exponential().maxAttempts(-1));
        }

        @Test
        void clientsThatWereToldTheSameRetryAfterDoNotComeBackInTheSameMoment() {
            BackoffPolicy policy = BackoffPolicy.defaults();
            Duration asked = Duration.ofSeconds(60);
            assertEquals(Optional.of(asked), policy.delay(1, Duration.ZERO, 0, asked));
            assertEquals(Optional.of(Duration.ofSeconds(66)), policy.delay(1, Duration.ZERO, 0.5, asked));
            // A short wait is spread by the base of the policy.
            assertEquals(
                    Optional.of(Duration.ofMillis(2_500)), policy.delay(1, Duration.ZERO, 0.5, Duration.ofSeconds(2)));
        }

        @Test
        void aCapIsAtLeastTheBase() {
            BackoffPolicy.Builder builder = BackoffPolicy.exponential().base(Duration.ofSeconds(2));
            assertRefused(
                    "cap must be at least base",
                    () -> builder.cap(Duration.ofSeconds(1)).build());
            assertEquals(
                    Duration.ofSeconds(2),
                    builder.cap(Duration.ofSeconds(2)).build().cap());
        }

        private static void assertRefused(String message, Runnable call) {
            assertEquals(
                    message,
                    assertThrows(IllegalArgumentException.class, call::run).getMessage());
        }
    }

    private static List<Long> millis(BackoffPolicy policy, int attempts, double random) {
        return IntStream.rangeClosed(1, attempts)
                .mapToObj(attempt ->
                        policy.delay(attempt, FIRST, random).orElseThrow().toMillis())
                .toList();
    }
}
