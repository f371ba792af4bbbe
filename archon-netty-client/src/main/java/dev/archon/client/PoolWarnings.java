package dev.archon.client;

import dev.archon.client.internal.dispatch.PoolListener;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Logs that a pool has more threads than intended, or cannot start one, once a minute at most for each. */
final class PoolWarnings implements PoolListener {

    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String what;
    private final String advice;
    private final LongSupplier nanoTime;
    private final AtomicLong grownNext;
    private final AtomicLong notStartedNext;

    /**
     * Makes warnings of which none has been given yet.
     *
     * @param what whose threads they are
     * @param advice what to do where so many threads are too many
     * @param nanoTime the clock
     */
    PoolWarnings(String what, String advice, LongSupplier nanoTime) {
        this.what = what;
        this.advice = advice;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.grownNext = new AtomicLong(now);
        this.notStartedNext = new AtomicLong(now);
    }

    @Override
    public void grown(int threads) {
        if (isDue(grownNext)) {
            ArchonClient.log(
                    System.Logger.Level.WARNING,
                    what + " block, so that " + threads + " threads run them now; if that is too many, " + advice,
                    null);
        }
    }

    @Override
    public void notStarted(int threads, Throwable error) {
        if (isDue(notStartedNext)) {
            ArchonClient.log(
                    System.Logger.Level.ERROR,
                    "no further thread could be started for " + what + ", of which " + threads
                            + " threads run some; the others wait. Raise the limit of threads, or let them block less",
                    error);
        }
    }

    private boolean isDue(AtomicLong next) {
        long now = nanoTime.getAsLong();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS);
    }
}
