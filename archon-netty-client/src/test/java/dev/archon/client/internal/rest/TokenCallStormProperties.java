package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.rest.RestClient.Priority;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * All servers but some reconnect at once, and those renew their tokens, at an endpoint whose limit is below the client's:
 * in virtual time.
 */
class TokenCallStormProperties {

    private static final int STEP_MILLIS = 5;
    private static final int RENEWING = 30;
    private static final int RENEW_EVERY_MILLIS = 5_000;

    /** Between two attempts of a renewal, which is the session's shortest interval. */
    private static final int RENEWAL_RETRY_MILLIS = 5_000;

    @Property(tries = 40)
    void renewalsAreNotLateAndEveryServerComesBack(
            @ForAll @IntRange(min = 50, max = 100) int limit,
            @ForAll @IntRange(min = 101, max = 400) int clientLimit,
            @ForAll @IntRange(min = 0, max = 4) int retryAfter,
            @ForAll @IntRange(min = 5, max = 200) int latencyMillis,
            @ForAll Random random) {
        Storm storm = new Storm(limit, clientLimit, Duration.ofSeconds(retryAfter), latencyMillis, random);
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
        private final int limit;
        private final int clientLimit;
        private final Duration retryAfter;
        private final int latencyMillis;
        private final Random random;
        private final TokenCallThrottle throttle;
        private final List<Later> later = new ArrayList<>();
        private double available;
        private long millis;
        private int connected;
        private int answered;
        private int refused;
        private long slowestRenewalMillis;

        private record Later(long atMillis, Runnable action) {}

        Storm(int limit, int clientLimit, Duration retryAfter, int latencyMillis, Random random) {
            this.limit = limit;
            this.clientLimit = clientLimit;
            this.retryAfter = retryAfter;
            this.latencyMillis = latencyMillis;
            this.random = random;
            this.available = limit;
            this.throttle = new TokenCallThrottle(
                    clientLimit, clientLimit, Duration.ofMinutes(10), loop, ticker::nanoTime, random::nextDouble);
        }

        void run(int reconnecting) {
            for (int i = 0; i < reconnecting; i++) {
                new Call(Priority.CONNECT).ask();
            }
            // Until all are back and each renewal has its answer.
            List<Call> renewing = Stream.generate(() -> new Call(Priority.RENEWAL))
                    .limit(RENEWING)
                    .toList();
            for (int ends = 0; ends < 20 && millis < 200_000; ) {
                if (millis % RENEW_EVERY_MILLIS == 0 && ends == 0) {
                    renewing.forEach(Call::warn);
                }
                ticker.advance(STEP_MILLIS, TimeUnit.MILLISECONDS);
                millis += STEP_MILLIS;
                available = Math.min(limit, available + limit * STEP_MILLIS / 1_000.0);
                List<Later> due =
                        later.stream().filter(it -> it.atMillis <= millis).toList();
                later.removeAll(due);
                due.forEach(it -> it.action.run());
                loop.runNow();
                if (connected == reconnecting && millis % 1_000 == 0) {
                    ends++;
                }
            }
        }

        private void in(long wait, Runnable action) {
            later.add(new Later(millis + wait, action));
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
            return connected + " connected after " + millis + " ms, " + answered + " answered, " + refused
                    + " refused, slowest renewal " + slowestRenewalMillis + " ms, limit " + limit + " of "
                    + clientLimit + ", Retry-After " + retryAfter;
        }
    }
}
