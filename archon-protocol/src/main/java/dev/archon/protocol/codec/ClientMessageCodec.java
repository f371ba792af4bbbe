package dev.archon.protocol.codec;

import dev.archon.protocol.codec.ClientMessage.Authenticate;
import dev.archon.protocol.codec.ClientMessage.Command;
import dev.archon.protocol.rest.Jwt;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Messages from a client: {@link ClientMessage} to JSON and back. */
public final class ClientMessageCodec {

    private static final FieldSelection AUTHENTICATE = FieldSelection.of("jwt");
    private static final FieldSelection COMMAND = FieldSelection.of("cmd");

    private ClientMessageCodec() {}

    /**
     * Reads a message.
     *
     * @param message the bytes of one text message
     * @return the message
     * @throws ProtocolException if it is not JSON, no message that a client sends, or lacks a field
     */
    public static ClientMessage decode(byte[] message) throws ProtocolException {
        return decode(message, 0, message.length);
    }

    /**
     * Reads a message that lies within an array.
     *
     * @param bytes the array
     * @param offset where the message begins
     * @param length how many bytes it has
     * @return the message; it keeps no reference to the array
     * @throws ProtocolException if it is not JSON, no message that a client sends, or lacks a field
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static ClientMessage decode(byte[] bytes, int offset, int length) throws ProtocolException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        JsonReader in = JsonReader.of(bytes, offset, length);
        switch (in.discriminator("event")) {
            case Authenticate.TYPE -> {
                in.reading(Authenticate.TYPE);
                return new Authenticate(new Jwt(in.fields(AUTHENTICATE).string("jwt")));
            }
            case Command.TYPE -> {
                in.reading(Command.TYPE);
                return new Command(in.fields(COMMAND).string("cmd"));
            }
            default -> throw in.problem("event", 0, "not the name of a message that a client sends");
        }
    }

    /**
     * Reads a message from a buffer.
     *
     * @param message the bytes between its position and its limit; neither is moved
     * @return the message
     * @throws ProtocolException if it is not JSON, no message that a client sends, or lacks a field
     */
    public static ClientMessage decode(ByteBuffer message) throws ProtocolException {
        ByteRange input = ByteRange.of(message);
        return decode(input.bytes(), input.offset(), input.length());
    }

    /**
     * Reads a message that is text already.
     *
     * @param message the text of one message
     * @return the message
     * @throws ProtocolException if it is not JSON, no message that a client sends, or lacks a field
     */
    public static ClientMessage decode(String message) throws ProtocolException {
        ByteRange input = ByteRange.of(message);
        return decode(input.bytes(), input.offset(), input.length());
    }

    /**
     * Writes a message.
     *
     * @param message the message
     * @return the bytes of one text message
     */
    public static byte[] encode(ClientMessage message) {
        return JsonWriter.object(out -> {
            if (message instanceof Authenticate authenticate) {
                out.string("event", Authenticate.TYPE)
                        .string("jwt", authenticate.jwt().value());
            } else if (message instanceof Command command) {
                out.string("event", Command.TYPE).string("cmd", command.cmd());
            }
        });
    }

    /**
     * Writes a message into an array.
     *
     * @param message the message
     * @param target the array
     * @param offset where the message shall begin
     * @return how many bytes it has
     * @throws IndexOutOfBoundsException if it does not fit; the array is unchanged then
     */
    public static int encode(ClientMessage message, byte[] target, int offset) {
        return ByteRange.put(encode(message), target, offset);
    }

    /**
     * Writes a message into a buffer and moves its position to the message's end.
     *
     * @param message the message
     * @param target the buffer
     * @throws BufferOverflowException if it does not fit; the buffer is unchanged then
     */
    public static void encode(ClientMessage message, ByteBuffer target) {
        target.put(encode(message));
    }
}
