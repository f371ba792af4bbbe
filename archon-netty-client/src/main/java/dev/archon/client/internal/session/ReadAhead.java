package dev.archon.client.internal.session;

/**
 * Limits how many bytes of a connection are read while its consumers are behind. As long as it is read, pings are answered
 * and events about authentication are handled. Not thread-safe.
 */
final class ReadAhead {

    /** The largest number of bytes that are read ahead. */
    static final long MOST_BYTES = 1 << 20;

    /**
     * The bytes of a new connection that are read in any case, so that {@code auth-ok} is seen. Servers send few bytes before
     * it. Granting the whole limit to each connection would be no limit: any number of connections may follow each other
     * while a handler blocks.
     */
    static final int BYTES_OF_A_NEW_CONNECTION = 64 << 10;

    /** The memory of an event besides its text, so that very short events do not take many times the limit. */
    private static final int BYTES_PER_EVENT = 64;

    private final long most;
    private long ahead;

    /** Limits reading ahead to the bytes that the queue may hold, so that a small queue stays small. */
    ReadAhead(long maxQueuedBytes) {
        this.most = Math.min(MOST_BYTES, maxQueuedBytes);
    }

    /**
     * One read has brought events to consumers that are behind.
     *
     * @return whether the limit is reached
     */
    boolean add(int events, long bytes) {
        ahead += bytes + (long) BYTES_PER_EVENT * events;
        return ahead >= most;
    }

    /** A new connection is read now, while consumers may still be behind with events of earlier ones. */
    void opened() {
        ahead = Math.min(ahead, Math.max(0, most - BYTES_OF_A_NEW_CONNECTION));
    }

    /** The consumers are not behind any more. */
    void reset() {
        ahead = 0;
    }
}
