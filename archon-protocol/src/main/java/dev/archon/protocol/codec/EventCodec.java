package dev.archon.protocol.codec;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.scan.Log4jLine;
import dev.archon.protocol.scan.LogLine;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Messages from a server: JSON to {@link ArchonEvent} and back. The package's page has the rules for what JSON leaves
 * open.
 *
 * <pre>{@code
 * ArchonEvent event = EventCodec.decode("{\"event\":\"uptime\",\"uptime\":60}");
 * byte[] message = EventCodec.encode(new LogEvent(LogStream.STDOUT, "Done"));
 * }</pre>
 */
public final class EventCodec {

    /** Where the name of an event begins in the usual form of a message. */
    private static final int NAME = "{\"event\":\"".length();

    private EventCodec() {}

    /**
     * Reads a message.
     *
     * @param message the bytes of one text message
     * @return the event; {@link dev.archon.protocol.event.UnknownEvent} for any JSON that is no event as this version knows it
     * @throws ProtocolException if it is not JSON
     */
    public static ArchonEvent decode(byte[] message) throws ProtocolException {
        return decode(message, 0, message.length);
    }

    /**
     * Reads a message that lies within an array.
     *
     * @param bytes the array
     * @param offset where the message begins
     * @param length how many bytes it has
     * @return the event; it keeps no reference to the array
     * @throws ProtocolException if it is not JSON
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static ArchonEvent decode(byte[] bytes, int offset, int length) throws ProtocolException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > NAME && bytes[offset + NAME] == 'l') {
            // Only log and log4j begin so, and for others no reader of those is made.
            LogLine line = new LogLine();
            if (line.read(bytes, offset, length)) {
                return line.event();
            }
            Log4jLine entry = Log4jLine.forOneMessage();
            if (entry.read(bytes, offset, length)) {
                return entry.event();
            }
        }
        return EventReader.read(JsonReader.of(bytes, offset, length));
    }

    /**
     * Reads a message from a buffer.
     *
     * @param message the bytes between its position and its limit; neither is moved
     * @return the event; it keeps no reference to the buffer
     * @throws ProtocolException if it is not JSON
     */
    public static ArchonEvent decode(ByteBuffer message) throws ProtocolException {
        ByteRange input = ByteRange.of(message);
        return decode(input.bytes(), input.offset(), input.length());
    }

    /**
     * Reads a message that is text already.
     *
     * @param message the text of one message
     * @return the event
     * @throws ProtocolException if it is not JSON, or holds half of a surrogate pair that is not written as an escape;
     *     offsets count bytes of UTF-8
     */
    public static ArchonEvent decode(String message) throws ProtocolException {
        ByteRange input = ByteRange.of(message);
        return decode(input.bytes(), input.offset(), input.length());
    }

    /**
     * Writes a message. Optional fields that are empty are left out, or written as {@code null} where the protocol has
     * {@code null}.
     *
     * @param event the event
     * @return the bytes of one text message
     * @throws IllegalArgumentException if a number of the event is infinite or not a number
     */
    public static byte[] encode(ArchonEvent event) {
        return EventWriter.write(event);
    }

    /**
     * Writes a message into an array.
     *
     * @param event the event
     * @param target the array
     * @param offset where the message shall begin
     * @return how many bytes it has
     * @throws IndexOutOfBoundsException if it does not fit; the array is unchanged then
     */
    public static int encode(ArchonEvent event, byte[] target, int offset) {
        return ByteRange.put(encode(event), target, offset);
    }

    /**
     * Writes a message into a buffer and moves its position to the message's end.
     *
     * @param event the event
     * @param target the buffer
     * @throws BufferOverflowException if it does not fit; the buffer is unchanged then
     */
    public static void encode(ArchonEvent event, ByteBuffer target) {
        target.put(encode(event));
    }
}
