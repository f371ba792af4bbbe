package dev.archon.benchmarks.sender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A socket without encryption. */
final class PlainSenderChannel implements SenderChannel {

    /** Small enough to stay in the CPU's cache together with the receiver's copy. */
    private static final int SLICE = 256 << 10;

    private static final int DISCARDED = 256;

    private final SocketChannel socket;
    private final InputStream input;

    PlainSenderChannel(SocketChannel socket) throws IOException {
        this.socket = socket;
        this.input = socket.socket().getInputStream();
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (!socket.isBlocking()) {
            socket.write(bytes);
            return;
        }
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + SLICE));
            socket.write(bytes);
        }
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public void configureBlocking(boolean blocking) throws IOException {
        socket.configureBlocking(blocking);
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void awaitClose(int limitMillis) throws IOException {
        socket.socket().setSoTimeout(Math.max(1, limitMillis));
        byte[] rest = new byte[DISCARDED];
        int n = 0;
        while (n >= 0) {
            n = input.read(rest);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
