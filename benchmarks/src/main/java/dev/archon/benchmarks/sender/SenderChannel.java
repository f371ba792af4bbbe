package dev.archon.benchmarks.sender;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The transport of one WebSocket of the sender, with or without TLS. For one thread at a time. */
interface SenderChannel extends Closeable {

    /** What the client sends. Reading blocks, for no longer than the socket's limit. */
    InputStream input();

    /**
     * Writes all bytes, or as many as the client takes if {@link #configureBlocking} was called with {@code false}.
     *
     * @param bytes what is written; the position moves behind what was taken
     */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * Writes what is left of earlier calls of {@link #write}.
     *
     * @return whether nothing is left
     */
    boolean flush() throws IOException;

    /** Chooses whether {@link #write} waits until all bytes are taken. It does at first. */
    void configureBlocking(boolean blocking) throws IOException;

    /** Tells the client that there will be no more bytes. */
    void shutdownOutput() throws IOException;

    /** Discards what the client still sends, until it closes its side or the limit is over. */
    void awaitClose(int limitMillis) throws IOException;
}
