package dev.archon.protocol.backoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 10,000 clients with the default delays are dropped in the same millisecond. How many of them stand at the server's door
 * in the worst 100 ms?
 */
class ReconnectStormTest {

    private static final int CLIENTS = 10_000;
    private static final long WINDOW_MILLIS = 100;
    private static final long[] SEEDS = LongStream.rangeClosed(1, 10).toArray();

    /** The bounds are those of {@link Jitter}'s page. */
    @ParameterizedTest
    @CsvSource({"NONE, 10000, 10000", "FULL, 1150, 1700", "EQUAL, 2200, 2200", "DECORRELATED, 600, 800"})
    void comesInWavesNoHigherThanDocumented(Jitter jitter, int boundIfTheServerIsBack, int boundIfItStaysAway) {
        int back = 0;
        int away = 0;
        for (long seed : SEEDS) {
            back = Math.max(back, peak(attempts(jitter, 1, seed)));
            away = Math.max(away, peak(attempts(jitter, 10, seed)));
        }
        System.out.printf(
                "%s: of %d clients at most %d try in any %d ms if the server is back at once, %d if it stays away%n",
                jitter, CLIENTS, back, WINDOW_MILLIS, away);
        assertTrue(back <= boundIfTheServerIsBack, "server back: " + back);
        assertTrue(away <= boundIfItStaysAway, "server away: " + away);
    }

    /** A storm is spread, not only delayed: the clients' first attempts take up the whole range there is. */
    @ParameterizedTest
    @CsvSource({"FULL, 0, 1000", "EQUAL, 500, 1000", "DECORRELATED, 1000, 3000"})
    void isSpreadOverTheWholeFirstDelay(Jitter jitter, long from, long to) {
        long[] times = attempts(jitter, 1, 1);
        assertEquals(CLIENTS, times.length);
        assertTrue(times[0] >= from && times[0] < from + (to - from) / 100, "first at " + times[0]);
        long last = times[CLIENTS - 1];
        assertTrue(last <= to && last > to - (to - from) / 100, "last at " + last);
    }

    /** When each client tries, in milliseconds after the drop, if each attempt fails at once. */
    private static long[] attempts(Jitter jitter, int each, long seed) {
        BackoffPolicy policy = BackoffPolicy.exponential().jitter(jitter).build();
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = new long[CLIENTS * each];
        for (int client = 0; client < CLIENTS; client++) {
            Duration now = Duration.ZERO;
            Duration previous = Duration.ZERO;
            for (int attempt = 1; attempt <= each; attempt++) {
                previous = policy.delay(attempt, previous, random.nextDouble()).orElseThrow();
                now = now.plus(previous);
                times[client * each + attempt - 1] = now.toMillis();
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static int peak(long[] times) {
        int peak = 0;
        int first = 0;
        for (int last = 0; last < times.length; last++) {
            while (times[last] - times[first] >= WINDOW_MILLIS) {
                first++;
            }
            peak = Math.max(peak, last - first + 1);
        }
        return peak;
    }
}
