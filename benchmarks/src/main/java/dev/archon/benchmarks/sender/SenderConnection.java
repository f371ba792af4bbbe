package dev.archon.benchmarks.sender;

import dev.archon.benchmarks.workload.Checksum;
import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.FrameBatch;
import dev.archon.benchmarks.workload.FrameWriter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The server's end of one WebSocket, with a record of what was sent on it. */
final class SenderConnection {

    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int SIXTEEN_BITS_FOLLOW = 126;
    private static final int MASK_BYTES = 4;

    private final SenderChannel channel;
    private final boolean deflated;
    private final List<FrameBatch> sent = new ArrayList<>();
    private ByteBuffer pending = ByteBuffer.allocate(0);

    private SenderConnection(SenderChannel channel, boolean deflated) {
        this.channel = channel;
        this.deflated = deflated;
    }

    /** Answers the handshake, and takes the first message for the token. */
    static SenderConnection accept(SenderChannel channel, RequestHead head) throws IOException {
        boolean deflated = head.header("sec-websocket-extensions").contains("permessage-deflate");
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(head.header("sec-websocket-key")) + "\r\n"
                + (deflated ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "")
                + "\r\n";
        SenderConnection connection = new SenderConnection(channel, deflated);
        channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
        connection.skipFrame();
        channel.write(ByteBuffer.wrap(FrameWriter.text("{\"event\":\"auth-ok\"}".getBytes(StandardCharsets.US_ASCII))));
        return connection;
    }

    boolean deflated() {
        return deflated;
    }

    /** The count and the checksum of a contender that has received everything. */
    Checksum sum(CountingUnit unit) {
        Checksum sum = Checksum.NONE;
        for (FrameBatch batch : sent) {
            sum = sum.plus(batch.sum(unit));
        }
        return sum;
    }

    void send(FrameBatch batch) throws IOException {
        channel.write(batch.frames());
        sent.add(batch);
    }

    /** Makes writes non-blocking, for {@link #offer} in place of {@link #send}. */
    void nonBlocking(boolean nonBlocking) throws IOException {
        channel.configureBlocking(!nonBlocking);
    }

    /** Sends frames if the client has taken what it was sent before; one that is slow must not hold up the others. */
    void offer(FrameBatch batch) throws IOException {
        if (pending.hasRemaining()) {
            channel.write(pending);
        }
        if (!pending.hasRemaining() && channel.flush()) {
            pending = batch.frames();
            channel.write(pending);
            sent.add(batch);
        }
    }

    /** Sends a close frame, and ends the output of the socket. */
    void sendClose() throws IOException {
        channel.write(pending);
        channel.write(ByteBuffer.wrap(FrameWriter.close()));
        channel.shutdownOutput();
    }

    /** Waits until the client has closed. Closing earlier would let the system discard what is on its way. */
    void awaitEnd(int limitMillis) throws IOException {
        channel.awaitClose(limitMillis);
    }

    void close() throws IOException {
        channel.close();
    }

    private void skipFrame() throws IOException {
        DataInputStream in = new DataInputStream(channel.input());
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7F;
        if (length >= SIXTEEN_BITS_FOLLOW) {
            length = length == SIXTEEN_BITS_FOLLOW ? in.readUnsignedShort() : (int) in.readLong();
        }
        if (in.readNBytes(MASK_BYTES + length).length != MASK_BYTES + length) {
            throw new EOFException("the client closed the connection before it had sent its token");
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
