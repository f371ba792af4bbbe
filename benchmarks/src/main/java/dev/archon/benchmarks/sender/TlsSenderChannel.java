package dev.archon.benchmarks.sender;

import io.netty.util.ReferenceCountUtil;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.jspecify.annotations.Nullable;

/**
 * A socket with TLS. Records are gathered and written many at a time. The buffers of ten thousand connections that send
 * little would not fit into memory, so a connection has one of its own only as long as something is left in it.
 */
final class TlsSenderChannel implements SenderChannel {

    private static final int GATHERED = 256 << 10;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    private static final ThreadLocal<ByteBuffer> GATHER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(GATHERED));

    private final SocketChannel socket;
    private final PlainSenderChannel encrypted;
    private final SSLEngine engine;
    private final InputStream input = new Decrypting();
    /** What was read and not decrypted yet, to be read from. */
    private ByteBuffer received = EMPTY;
    /** What was decrypted and not taken yet, to be read from. */
    private ByteBuffer decrypted = EMPTY;
    /** What was encrypted and not taken by the client yet. */
    private @Nullable ByteBuffer left;

    private TlsSenderChannel(SocketChannel socket, SSLEngine engine) throws IOException {
        this.socket = socket;
        this.encrypted = new PlainSenderChannel(socket);
        this.engine = engine;
    }

    /** Performs the TLS handshake. */
    static TlsSenderChannel accept(SocketChannel socket, SSLEngine engine) throws IOException {
        TlsSenderChannel channel = new TlsSenderChannel(socket, engine);
        engine.beginHandshake();
        channel.shakeHands();
        return channel;
    }

    private void shakeHands() throws IOException {
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            } else if (status == HandshakeStatus.NEED_WRAP) {
                write(EMPTY.duplicate());
            } else if (status == HandshakeStatus.FINISHED || status == HandshakeStatus.NOT_HANDSHAKING) {
                return;
            } else if (!unwrap()) {
                throw new EOFException("the client closed the connection during the TLS handshake");
            }
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        ByteBuffer gather = GATHER.get();
        boolean more = flush();
        while (more) {
            gather.clear();
            wrap(bytes, gather);
            gather.flip();
            encrypted.write(gather);
            if (gather.hasRemaining()) {
                left = ByteBuffer.allocate(gather.remaining()).put(gather).flip();
            }
            more = left == null && bytes.hasRemaining();
        }
    }

    private void wrap(ByteBuffer bytes, ByteBuffer gather) throws IOException {
        do {
            SSLEngineResult result = engine.wrap(bytes, gather);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                return;
            }
            if (result.getStatus() != Status.OK && result.getStatus() != Status.CLOSED) {
                throw new IOException("TLS cannot encrypt: " + result);
            }
        } while (bytes.hasRemaining());
    }

    @Override
    public boolean flush() throws IOException {
        ByteBuffer before = left;
        if (before == null) {
            return true;
        }
        encrypted.write(before);
        if (before.hasRemaining()) {
            return false;
        }
        left = null;
        return true;
    }

    @Override
    public void configureBlocking(boolean blocking) throws IOException {
        encrypted.configureBlocking(blocking);
    }

    @Override
    public void shutdownOutput() throws IOException {
        engine.closeOutbound();
        write(EMPTY.duplicate());
        encrypted.shutdownOutput();
    }

    @Override
    public void awaitClose(int limitMillis) throws IOException {
        try {
            encrypted.awaitClose(limitMillis);
        } catch (SocketException e) {
            // Many clients close the socket as soon as they have the close frame of the WebSocket. The system then
            // resets
            // the connection when the close alert of TLS arrives, which they do not read.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            ReferenceCountUtil.release(engine);
        } finally {
            socket.close();
        }
    }

    /** Reads a record. Returns false where the client has closed its side. */
    private boolean unwrap() throws IOException {
        ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(received, plain);
        decrypted = plain.flip();
        if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
            return receive();
        }
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new IOException("a TLS record is larger than " + plain.capacity() + " bytes");
        }
        return result.getStatus() != Status.CLOSED;
    }

    private boolean receive() throws IOException {
        byte[] bytes = new byte[received.remaining() + engine.getSession().getPacketBufferSize()];
        int before = received.remaining();
        received.get(bytes, 0, before);
        int n = encrypted.input().read(bytes, before, bytes.length - before);
        received = ByteBuffer.wrap(bytes, 0, before + Math.max(0, n));
        return n >= 0;
    }

    private final class Decrypting extends InputStream {

        @Override
        public int read() throws IOException {
            return fill() ? decrypted.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int taken = Math.min(length, decrypted.remaining());
            decrypted.get(target, offset, taken);
            return taken;
        }

        private boolean fill() throws IOException {
            while (!decrypted.hasRemaining()) {
                if (!unwrap()) {
                    return false;
                }
            }
            return true;
        }
    }
}
