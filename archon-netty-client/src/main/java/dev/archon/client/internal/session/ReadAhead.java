package dev.archon.client.internal.session;

/**
 * How far a connection is read on while its consumers are behind: as long as it is read, pings are answered and events about
 * authentication are seen. Not thread-safe.
 */
final class ReadAhead {

    /** The most that is read ahead, in bytes. */
    static final long MOST_BYTES = 1 << 20;

    /**
     * So much of a new connection is read in any case, or it would not be seen that the server has accepted the token.
     * Servers send next to nothing before that. All of the bound anew would be no bound: connections may come and go without
     * end while a handler blocks.
     */
    static final int BYTES_OF_A_NEW_CONNECTION = 64 << 10;

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

    /** A new connection is read from here on, while consumers may still be behind with what earlier ones have brought. */
    void opened() {
        ahead = Math.min(ahead, Math.max(0, most - BYTES_OF_A_NEW_CONNECTION));
    }

    /** The consumers are not behind any more. */
    void reset() {
        ahead = 0;
    }
}
