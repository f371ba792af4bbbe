package dev.archon.client.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** One connection of the client, seen from the server. Used by one thread, its counters may be read by others. */
final class Peer {

    static final int CLOSE = 8;

    /** No well-behaved client sends more in one frame here. */
    private static final int MAX_FRAME = 1 << 16;

    private static final int MAX_HEAD = 1 << 16;

    private final Socket socket;
    private final DataInputStream in;
    private final HostileServer server;
    private String head = "";
    private volatile boolean ended;
    private final AtomicLong accepted = new AtomicLong();
    private volatile int closeCode;

    Peer(HostileServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    HostileServer server() {
        return server;
    }

    /** Reads the head of a request. */
    String readHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(US_ASCII).endsWith("\r\n\r\n")) {
            bytes.write(in.readUnsignedByte());
            if (bytes.size() > MAX_HEAD) {
                throw new IOException("the client's request has a head without an end");
            }
        }
        head = bytes.toString(US_ASCII);
        return head;
    }

    /** The value that {@code Sec-WebSocket-Accept} must have (RFC 6455, section 4.2.2). */
    String accept() {
        String key = head.replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes as they are, one for each character. */
    void send(String bytes) throws IOException {
        send(bytes.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        accepted.addAndGet(bytes.length);
    }

    /** Ends what the server sends. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        ended = true;
    }

    /** Reads one frame of the client's and returns its opcode. */
    int readFrame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            // Bytes that are no frame, such as a client's TLS, may announce any length, also a negative one.
            long announced = in.readLong();
            length = announced < 0 ? Integer.MAX_VALUE : (int) Math.min(announced, Integer.MAX_VALUE);
        }
        if (length > MAX_FRAME) {
            throw new IOException("the client sent a frame of " + length + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        if ((first & 0x0F) == CLOSE && payload.length >= 2) {
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            closeCode = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
        return first & 0x0F;
    }

    /** Reads until the client has ended the connection, and answers its close frame as RFC 6455 asks. */
    void awaitEnd(boolean answersClose) throws IOException {
        try {
            boolean answered = false;
            while (true) {
                if (readFrame() == CLOSE && answersClose && !answered) {
                    answered = true;
                    send(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE8});
                    finish();
                }
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // An end of the stream and a reset are the same here: the client has let go of its socket.
            ended = true;
        }
    }

    /** The client was found to have ended the connection. */
    void markEnded() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** How many bytes the client and the sockets in between have taken. */
    long accepted() {
        return accepted.get();
    }

    /** The code of the client's close frame; 0 if it sent none. */
    int closeCode() {
        return closeCode;
    }
}
