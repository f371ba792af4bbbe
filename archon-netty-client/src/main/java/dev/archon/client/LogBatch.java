package dev.archon.client;

import dev.archon.protocol.event.LogStream;
import java.nio.ByteBuffer;

/**
 * Lines of the console in UTF-8, as the panel shows them: one of a {@code log4j} entry has its time, thread and level before
 * the text, and a message of many lines is as many lines here. Where possible the bytes are those of the buffer in which they
 * were received. Can be used during the call of {@link LogRelay} only, and only by its thread; after it every method throws
 * {@link IllegalStateException}. Copy what is needed for longer.
 *
 * <p>Escapes of JSON are undone already. Half of a surrogate pair, which has no UTF-8, is given as a question mark. Lines
 * may hold colour codes and other control sequences. All methods with an index throw {@link IndexOutOfBoundsException} for
 * one that is not below {@link #size()}.
 */
public interface LogBatch {

    /**
     * How many lines there are.
     *
     * @return one or more
     */
    int size();

    /**
     * The output stream of a line.
     *
     * @param index which line
     * @return the stream; {@link LogStream#UNKNOWN} for lines of {@code log4j} entries, and if the server did not tell it
     */
    LogStream stream(int index);

    /**
     * How many bytes a line has.
     *
     * @param index which line
     * @return the number of bytes, without a line end
     */
    int length(int index);

    /**
     * A line, without copying it.
     *
     * @param index which line
     * @return its bytes from the position to the limit; read-only. The same object may come for every line, so each is to
     *     be used before the next is asked for. After the call of the relay it is empty
     */
    ByteBuffer message(int index);

    /**
     * Copies a line into an array.
     *
     * @param index which line
     * @param target has room for its {@link #length}
     * @param offset where to begin
     * @return where the line ends in the array
     * @throws IndexOutOfBoundsException if there is no room; nothing is copied then
     */
    int copyTo(int index, byte[] target, int offset);

    /**
     * Copies a line into a buffer, and moves the buffer's position behind it.
     *
     * @param index which line
     * @param target has room for its {@link #length}
     * @throws java.nio.BufferOverflowException if there is no room; nothing is copied then
     */
    void copyTo(int index, ByteBuffer target);

    /**
     * A line as a string, which may be kept.
     *
     * @param index which line
     * @return the text
     */
    String text(int index);
}
