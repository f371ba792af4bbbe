package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.rest.RestClient.Priority;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Servers reconnect at once while others renew their tokens, at an endpoint whose limit is below the client's or about the
 * same: in virtual time.
 */
class TokenCallStormProperties {

    private static final int STEP_MILLIS = 5;
    private static final int RENEW_EVERY_MILLIS = 5_000;

    /** Between two attempts of a renewal, which is the session's shortest interval. */
    private static final int RENEWAL_RETRY_MILLIS = 5_000;

    /** A quarter of how long before the expiry of its token a renewal begins by default. */
    private static final int LATE_MILLIS = 15_000;

    /** The calls that each of both sides allows a second, and as many at once after a rest. */
    private record Limits(int client, int endpoint) {}

    /** Servers that renew their tokens every five seconds. */
    private record Renewals(int count, boolean isAtOnce) {

        double perSecond() {
            return count * 1_000.0 / RENEW_EVERY_MILLIS;
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void reconnectsTakeWhatRenewalsLeaveOfTheLimitOfTheEndpoint(
            @ForAll("limits") Limits limits,
            @ForAll("renewals") Renewals renewals,
            @ForAll("reconnecting") int reconnecting,
            @ForAll("retryAfter") int retryAfter) {
        Storm storm = new Storm(limits, renewals, Duration.ofSeconds(retryAfter), 100, new Random(1));
        int served = Math.min(limits.client, limits.endpoint);
        double left = served - renewals.perSecond();
        // Renewals that need more than the endpoint allows leave nothing, and cannot be in time themselves.
        Assume.that(left > 0);
        storm.run(reconnecting);
        String figures = storm.toString();
        assertEquals(reconnecting, storm.connected, figures);
        // The endpoint itself forbids calls for the Retry-After, and a call is refused once or twice.
        double ideal = reconnecting / left;
        assertTrue(storm.connectedMillis <= 1_000 * (1.6 * ideal + 2 * 1.2 * retryAfter + 1), ideal + " s; " + figures);
        assertTrue(storm.slowestRenewalMillis < LATE_MILLIS, figures);
        assertTrue(storm.refusedOften <= storm.renewed / 20, figures);
        // The first calls come at once, since nothing is known of the endpoint's limit before.
        assertTrue(storm.refused <= storm.answered / 4 + limits.client, figures);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void renewalsThatNeedMoreThanTheEndpointAllowsTakeMostOfIt(@ForAll("retryAfter") int retryAfter) {
        Storm storm = new Storm(
                new Limits(50, 5), new Renewals(100, true), Duration.ofSeconds(retryAfter), 100, new Random(1));
        storm.run(50);
        String figures = storm.toString();
        assertTrue(storm.renewed >= 0.75 * 5 * storm.millis / 1_000, figures);
        assertTrue(storm.refused <= storm.answered / 4 + 50, figures);
    }

    @Provide
    Arbitrary<Limits> limits() {
        return Arbitraries.of(
                new Limits(50, 35), new Limits(200, 150), new Limits(50, 45), new Limits(50, 5), new Limits(50, 60));
    }

    @Provide
    Arbitrary<Renewals> renewals() {
        return Arbitraries.of(new Renewals(0, false), new Renewals(30, false), new Renewals(100, true));
    }

    @Provide
    Arbitrary<Integer> reconnecting() {
        return Arbitraries.of(1, 50, 1_000);
    }

    @Provide
    Arbitrary<Integer> retryAfter() {
        return Arbitraries.of(0, 1, 5);
    }

    @Property(tries = 40)
    void renewalsAreNotLateAndEveryServerComesBack(
            @ForAll @IntRange(min = 50, max = 100) int limit,
            @ForAll @IntRange(min = 101, max = 400) int clientLimit,
            @ForAll @IntRange(min = 1, max = 4) int retryAfter,
            @ForAll @IntRange(min = 5, max = 200) int latencyMillis,
            @ForAll Random random) {
        Storm storm = new Storm(
                new Limits(clientLimit, limit),
                new Renewals(30, true),
                Duration.ofSeconds(retryAfter),
                latencyMillis,
                random);
        storm.run(1_000);
        String figures = storm.toString();
        assertEquals(1_000, storm.connected, figures);
        // Refused twice at most. Without the pause it is three times and more.
        assertTrue(storm.slowestRenewalMillis < 2 * RENEWAL_RETRY_MILLIS + 1_000, figures);
        // Without the pause and the lower rate, half as many calls are refused as answered, or more.
        assertTrue(storm.refused < storm.answered / 4, figures);
    }

    /** The servers, the throttle and the endpoint. */
    private static final class Storm {

        private final MockTicker ticker = Ticker.newMockTicker();
        private final ManualIoEventLoop loop =
                new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
        private final Limits limits;
        private final Renewals renewals;
        private final Duration retryAfter;
        private final int latencyMillis;
        private final Random random;
        private final TokenCallThrottle throttle;
        private final PriorityQueue<Later> later =
                new PriorityQueue<>(Comparator.comparingLong(Later::atMillis).thenComparingLong(Later::number));
        private double available;
        private long millis;
        private long numbers;
        private int connected;
        private long connectedMillis;
        private int answered;
        private int refused;
        private int renewed;
        private int refusedOften;
        private long slowestRenewalMillis;

        private record Later(long atMillis, long number, Runnable action) {}

        Storm(Limits limits, Renewals renewals, Duration retryAfter, int latencyMillis, Random random) {
            this.limits = limits;
            this.renewals = renewals;
            this.retryAfter = retryAfter;
            this.latencyMillis = latencyMillis;
            this.random = random;
            this.available = limits.endpoint;
            this.throttle = new TokenCallThrottle(
                    limits.client, limits.client, Duration.ofMinutes(10), loop, ticker::nanoTime, random::nextDouble);
        }

        void run(int reconnecting) {
            for (int i = 0; i < reconnecting; i++) {
                new Call(Priority.CONNECT).ask();
            }
            for (int i = 0; i < renewals.count; i++) {
                Call call = new Call(Priority.RENEWAL);
                in(renewals.isAtOnce ? 0 : (long) i * RENEW_EVERY_MILLIS / renewals.count, call::warn);
            }
            // Until all are back, and then for as long as shows how the renewals go on.
            while (connected < reconnecting && millis < 400_000) {
                step();
            }
            connectedMillis = millis;
            while (millis < connectedMillis + 20_000) {
                step();
            }
        }

        private void step() {
            ticker.advance(STEP_MILLIS, TimeUnit.MILLISECONDS);
            millis += STEP_MILLIS;
            available = Math.min(limits.endpoint, available + limits.endpoint * STEP_MILLIS / 1_000.0);
            for (Later next = later.peek(); next != null && next.atMillis <= millis; next = later.peek()) {
                later.remove();
                next.action.run();
            }
            loop.runNow();
        }

        private void in(long wait, Runnable action) {
            later.add(new Later(millis + wait, numbers++, action));
        }

        /** A call, which is repeated as a session does. */
        private final class Call implements Runnable {

            private final Priority priority;
            private boolean isWarned;
            private long warnedAt;
            private int refusals;

            Call(Priority priority) {
                this.priority = priority;
            }

            /** The server says that the token expires. A renewal that is under way answers that too. */
            void warn() {
                in(RENEW_EVERY_MILLIS, this::warn);
                if (!isWarned) {
                    isWarned = true;
                    warnedAt = millis;
                    refusals = 0;
                    ask();
                }
            }

            void ask() {
                throttle.enter(this, priority);
            }

            @Override
            public void run() {
                boolean allowed = available >= 1;
                available -= allowed ? 1 : 0;
                in(latencyMillis, () -> answer(allowed));
            }

            private void answer(boolean allowed) {
                if (allowed) {
                    answered++;
                    throttle.leave(this);
                    if (priority == Priority.CONNECT) {
                        connected++;
                    } else {
                        isWarned = false;
                        renewed++;
                        refusedOften += refusals > 2 ? 1 : 0;
                        slowestRenewalMillis = Math.max(slowestRenewalMillis, millis - warnedAt);
                    }
                    return;
                }
                refused++;
                refusals++;
                throttle.refused(this, retryAfter);
                throttle.leave(this);
                double asked = retryAfter.toMillis() * (1 + random.nextDouble() / 5);
                double backoff = Math.min(30_000, 1_000 * Math.pow(2, refusals - 1)) * random.nextDouble();
                double wait = Math.max(asked, backoff);
                in((long) (priority == Priority.RENEWAL ? Math.max(RENEWAL_RETRY_MILLIS, wait) : wait), this::ask);
            }
        }

        @Override
        public String toString() {
            return connected + " connected after " + connectedMillis + " ms, " + answered + " answered, " + refused
                    + " refused, slowest of " + renewed + " renewals " + slowestRenewalMillis + " ms, " + refusedOften
                    + " refused more than twice, " + limits + ", " + renewals + ", Retry-After " + retryAfter;
        }
    }
}
