package dev.archon.client.internal.session;

/**
 * How far a connection is read on while its consumers are behind: as long as it is read, pings are answered and events about
 * authentication are seen. Not thread-safe.
 */
final class ReadAhead {

    /** The most that is read ahead, in bytes. */
    static final long MOST_BYTES = 1 << 20;

    /** What an event takes besides its text, so that very short ones do not take many times the bound. */
    private static final int BYTES_PER_EVENT = 64;

    private final long most;
    private long ahead;

    /** Reads ahead no more than a queue of so many bytes may hold, so that a small queue stays small. */
    ReadAhead(long maxQueuedBytes) {
        this.most = Math.min(MOST_BYTES, maxQueuedBytes);
    }

    /**
     * One read has brought events to consumers that are behind.
     *
     * @return whether as much has been read ahead as may be
     */
    boolean add(int events, long bytes) {
        ahead += bytes + (long) BYTES_PER_EVENT * events;
        return ahead >= most;
    }

    /** The consumers are not behind any more. */
    void reset() {
        ahead = 0;
    }
}
