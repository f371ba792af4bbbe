package dev.archon.client.internal.dispatch;

/** Called when a {@link HandlerPool} has more threads than intended, or fewer than needed. Must not throw. */
public interface PoolListener {

    /** Tells nobody. */
    PoolListener UNTOLD = new PoolListener() {
        @Override
        public void grown(int threads) {}

        @Override
        public void notStarted(int threads, Throwable error) {}
    };

    /**
     * There are more threads than may run at a time, since tasks block. Called each time that more of them have been
     * started.
     *
     * @param threads how many there are
     */
    void grown(int threads);

    /**
     * A thread could not be started. Tasks wait for the threads that there are, or until one can be started.
     *
     * @param threads how many there are
     * @param error what the JVM or the thread factory has thrown
     */
    void notStarted(int threads, Throwable error);
}
