package dev.archon.client;

/**
 * Takes log lines as bytes, to pass them on without making objects of them.
 *
 * @see ArchonServer#onLogBytes
 */
@FunctionalInterface
public interface LogRelay {

    /**
     * Takes the lines that one read of the socket has brought, or a part of them if they were compressed. Called on the
     * event loop: it must not block, because every server on that event loop waits meanwhile.
     *
     * @param lines one or more, in order; to be used during this call only
     */
    void lines(LogBatch lines);
}
