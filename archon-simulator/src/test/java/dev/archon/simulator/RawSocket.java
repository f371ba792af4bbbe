package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.internal.wire.FrameEncoder;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * An authenticated WebSocket that does nothing but read bytes, so that it costs little itself: for measuring the
 * simulator. A test that wants to see frames takes a {@link PlainSocket}.
 */
final class RawSocket implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 20;

    private final SocketChannel channel;

    /** What has been read as text so far, to find in it what comes first. */
    private final StringBuilder seen = new StringBuilder();

    private RawSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Opens a socket and reads until it is authenticated. */
    static RawSocket open(WebSocketCredentials credentials) throws IOException {
        URI uri = URI.create(credentials.url());
        RawSocket socket = new RawSocket(SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort())));
        try {
            String request = "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            socket.write(request.getBytes(UTF_8));
            socket.readUntil("\r\n\r\n");
            socket.write(frame(ClientMessageCodec.encode(new ClientMessage.Authenticate(credentials.token()))));
            socket.readUntil("auth-ok");
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Opens a socket on a silent server with a process, and reads all that it is told at first. */
    static RawSocket caughtUp(WebSocketCredentials credentials) throws IOException {
        RawSocket socket = open(credentials);
        socket.readUntil("\"uptime\":");
        return socket;
    }

    /** Reads so many bytes, and looks at none of them. */
    void skip(long bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        long left = bytes;
        while (left > 0) {
            buffer.clear();
            buffer.limit((int) Math.min(BUFFER_BYTES, left));
            left -= read(buffer);
        }
    }

    /** Reads until a text has come, and perhaps more, if that came at the same time. */
    private void readUntil(String wanted) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (seen.indexOf(wanted) < 0) {
            buffer.clear();
            read(buffer);
            seen.append(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
        }
    }

    private int read(ByteBuffer buffer) throws IOException {
        int read = channel.read(buffer);
        if (read < 0) {
            throw new EOFException("the simulator ended the connection");
        }
        return read;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** A text frame, masked with zeros. */
    private static byte[] frame(byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        FrameEncoder.header(frame, true, FrameEncoder.TEXT, payload.length);
        byte[] header = frame.toByteArray();
        header[1] |= (byte) 0x80;
        frame.reset();
        frame.writeBytes(header);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
