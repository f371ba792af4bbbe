package dev.archon.protocol.backoff;

import dev.archon.protocol.check.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Exponential backoff with jitter, up to a cap and a number of attempts.
 *
 * <p>The defaults are those of the Archon API's documentation: a base delay of 1 s, doubled each time up to 30 s, full
 * jitter, 10 attempts. Only attempts that follow a failure are counted, and not the first one: with 10 a session makes 11.
 *
 * <pre>{@code
 * BackoffPolicy patient = BackoffPolicy.exponential().cap(Duration.ofMinutes(5)).unlimitedAttempts().build();
 * BackoffPolicy steady = BackoffPolicy.fixed(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>Immutable.
 */
public final class BackoffPolicy {

    /** Less than 2^53 ns, so that a {@code double} counts every nanosecond. */
    private static final int MOST_DAYS = 100;

    private static final Duration LONGEST = Duration.ofDays(MOST_DAYS);

    private final Duration base;
    private final Duration cap;
    private final double factor;
    private final Jitter jitter;
    private final int maxAttempts;
    private final Duration maxRetryAfter;

    private BackoffPolicy(Builder builder) {
        base = builder.base;
        cap = builder.cap;
        factor = builder.factor;
        jitter = builder.jitter;
        maxAttempts = builder.maxAttempts;
        maxRetryAfter = builder.maxRetryAfter;
    }

    /**
     * The documented default: 1 s, doubled up to 30 s, full jitter, 10 attempts.
     *
     * @return the policy
     */
    public static BackoffPolicy defaults() {
        return exponential().build();
    }

    /**
     * Begins an exponential policy with the documented defaults.
     *
     * @return a builder
     */
    public static Builder exponential() {
        return new Builder();
    }

    /**
     * The same delay before every attempt, without jitter, without a limit of attempts.
     *
     * @param delay the delay, more than zero, at most 100 days
     * @return the policy
     */
    public static BackoffPolicy fixed(Duration delay) {
        return exponential()
                .base(delay)
                .cap(delay)
                .factor(1)
                .jitter(Jitter.NONE)
                .unlimitedAttempts()
                .build();
    }

    /**
     * This policy without its limit of attempts.
     *
     * @return a policy with the same delays that never gives up
     */
    public BackoffPolicy unlimited() {
        Builder builder = new Builder();
        builder.base = base;
        builder.cap = cap;
        builder.factor = factor;
        builder.jitter = jitter;
        builder.maxRetryAfter = maxRetryAfter;
        return new BackoffPolicy(builder.unlimitedAttempts());
    }

    /**
     * How long to wait before an attempt.
     *
     * @param attempt the number of the attempt that is to be made, from 1
     * @param previous the delay before the attempt before this one, zero if this is the first
     * @param random a number drawn evenly from [0, 1)
     * @return the delay, from zero to the cap; empty if there have been attempts enough
     */
    public Optional<Duration> delay(int attempt, Duration previous, double random) {
        requireRange("attempt", attempt >= 1, "at least 1");
        requireRange("random", random >= 0 && random < 1, "in [0, 1)");
        if (attempt > maxAttempts) {
            return Optional.empty();
        }
        double ceiling = Math.min(nanos(cap), nanos(base) * Math.pow(factor, attempt - 1.0));
        double nanos = switch (jitter) {
            case NONE -> ceiling;
            case FULL -> ceiling * random;
            case EQUAL -> ceiling / 2 * (1 + random);
            case DECORRELATED -> decorrelated(previous, random);
        };
        return Optional.of(Duration.ofNanos((long) nanos));
    }

    /**
     * How long to wait before an attempt, when the server has said how long it wants to be left alone.
     *
     * @param attempt the number of the attempt that is to be made, from 1
     * @param previous the delay before the attempt before this one, zero if this is the first
     * @param random a number drawn evenly from [0, 1)
     * @param retryAfter what the server's {@code Retry-After} asks for
     * @return the longer of the policy's delay and what the server asks for, the latter not above {@link
     *     Builder#maxRetryAfter}, and up to a fifth of it longer, or up to {@link Builder#base} if that is more: clients
     *     that were told the same do not come back in the same moment. With {@link Jitter#NONE} it is not longer. Empty if
     *     there have been attempts enough
     */
    public Optional<Duration> delay(int attempt, Duration previous, double random, Duration retryAfter) {
        Duration asked = atMost(maxRetryAfter, retryAfter);
        return delay(attempt, previous, random).map(own -> own.compareTo(asked) < 0 ? spread(asked, random) : own);
    }

    private Duration spread(Duration asked, double random) {
        Duration fifth = asked.dividedBy(5);
        Duration width = jitter == Jitter.NONE ? Duration.ZERO : fifth.compareTo(base) < 0 ? base : fifth;
        return asked.plusNanos((long) (nanos(width) * random));
    }

    /**
     * The number of attempts after which to give up.
     *
     * @return the number; empty if there is no limit
     */
    public OptionalInt maxAttempts() {
        return maxAttempts == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(maxAttempts);
    }

    /**
     * The longest delay of the policy itself.
     *
     * @return the cap; a server's {@code Retry-After} may ask for more
     */
    public Duration cap() {
        return cap;
    }

    /**
     * How long a server's {@code Retry-After} may be.
     *
     * @return the longest one that is respected, before its spread
     */
    public Duration maxRetryAfter() {
        return maxRetryAfter;
    }

    @Override
    public String toString() {
        return "BackoffPolicy[base=" + base + ", cap=" + cap + ", factor=" + factor + ", jitter=" + jitter
                + ", maxAttempts=" + (maxAttempts == Integer.MAX_VALUE ? "unlimited" : maxAttempts)
                + ", maxRetryAfter=" + maxRetryAfter + "]";
    }

    private double decorrelated(Duration previous, double random) {
        double from = nanos(base);
        // The first delay has none before it; without spread there, clients dropped together would come back together.
        double to = 3 * (previous.compareTo(base) < 0 ? from : nanos(atMost(LONGEST, previous)));
        return Math.min(nanos(cap), from + (to - from) * random);
    }

    private static Duration atMost(Duration limit, Duration value) {
        return value.compareTo(limit) > 0 ? limit : value;
    }

    private static double nanos(Duration duration) {
        return duration.toNanos();
    }

    private static void requireRange(String parameter, boolean holds, String range) {
        if (!holds) {
            throw new IllegalArgumentException(parameter + " must be " + range);
        }
    }

    /** Builds a {@link BackoffPolicy}. Each setter checks its parameter, {@link #build} how they go together. */
    public static final class Builder {

        private Duration base = Duration.ofSeconds(1);
        private Duration cap = Duration.ofSeconds(30);
        private double factor = 2;
        private Jitter jitter = Jitter.FULL;
        private int maxAttempts = 10;
        private Duration maxRetryAfter = Duration.ofMinutes(10);

        private Builder() {}

        /**
         * The delay before the first attempt that follows a failure, before jitter.
         *
         * @param base more than zero, at most 100 days; 1 s by default
         * @return this
         */
        public Builder base(Duration base) {
            this.base = Durations.positive("base", base, MOST_DAYS);
            return this;
        }

        /**
         * The longest delay.
         *
         * @param cap more than zero, at most 100 days; 30 s by default
         * @return this
         */
        public Builder cap(Duration cap) {
            this.cap = Durations.positive("cap", cap, MOST_DAYS);
            return this;
        }

        /**
         * Sets the factor by which the delay grows after each attempt.
         *
         * @param factor 1 to 100; 2 by default
         * @return this
         */
        public Builder factor(double factor) {
            requireRange("factor", factor >= 1 && factor <= 100, "from 1 to 100");
            this.factor = factor;
            return this;
        }

        /**
         * How delays are spread.
         *
         * @param jitter {@link Jitter#FULL} by default
         * @return this
         */
        public Builder jitter(Jitter jitter) {
            this.jitter = Objects.requireNonNull(jitter, "jitter");
            return this;
        }

        /**
         * The number of attempts after which to give up, not counting the first one, which follows no failure.
         *
         * @param maxAttempts zero (never try again) or more; 10 by default
         * @return this
         */
        public Builder maxAttempts(int maxAttempts) {
            requireRange("maxAttempts", maxAttempts >= 0, "at least 0");
            this.maxAttempts = maxAttempts;
            return this;
        }

        /**
         * Never gives up.
         *
         * @return this
         */
        public Builder unlimitedAttempts() {
            this.maxAttempts = Integer.MAX_VALUE;
            return this;
        }

        /**
         * How long a server's {@code Retry-After} may be; longer ones count as this. The spread comes on top.
         *
         * @param maxRetryAfter more than zero, at most 100 days; 10 min by default
         * @return this
         */
        public Builder maxRetryAfter(Duration maxRetryAfter) {
            this.maxRetryAfter = Durations.positive("maxRetryAfter", maxRetryAfter, MOST_DAYS);
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if the cap is less than the base
         */
        public BackoffPolicy build() {
            requireRange("cap", cap.compareTo(base) >= 0, "at least base");
            return new BackoffPolicy(this);
        }
    }
}
