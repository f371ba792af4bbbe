package dev.archon.simulator.conformance.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.Random;

/** A WebSocket by hand, whose masks may be wrong. */
final class PlainWebSocket implements AutoCloseable {

    /** How frames are masked. */
    enum Masking {
        RANDOM,
        SAME,
        NONE
    }

    /** A frame as it was read. */
    static final class Frame {

        private final boolean fin;
        private final int opcode;
        private final byte[] payload;

        private Frame(boolean fin, int opcode, byte[] payload) {
            this.fin = fin;
            this.opcode = opcode;
            this.payload = payload;
        }

        boolean fin() {
            return fin;
        }

        int opcode() {
            return opcode;
        }

        byte[] payload() {
            return payload;
        }
    }

    private static final int IDLE_MILLIS = 1500;

    private final Socket socket;
    private final DataInputStream in;
    private final Masking masking;
    private final Random random = new Random();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final boolean open;

    private PlainWebSocket(Socket socket, Masking masking, URI address) throws IOException {
        this.socket = socket;
        this.masking = masking;
        this.in = new DataInputStream(socket.getInputStream());
        byte[] key = new byte[16];
        random.nextBytes(key);
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        write(("GET " + address.getRawPath() + query + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + Base64.getEncoder().encodeToString(key) + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        this.open = readHead().startsWith("HTTP/1.1 101");
    }

    static PlainWebSocket open(URI address, Masking masking) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(IDLE_MILLIS);
        return new PlainWebSocket(socket, masking, address);
    }

    boolean isOpen() {
        return open;
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the handshake was not answered");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second == 126 ? in.readUnsignedShort() : second == 127 ? in.readLong() : second;
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new Frame((first & 0x80) != 0, first & 15, payload);
    }

    /** Adds a frame to its message; returns the message so far. */
    String assemble(Frame frame) {
        if (frame.opcode() != 0) {
            message.reset();
        }
        message.writeBytes(frame.payload());
        return frame.fin() ? message.toString(UTF_8) : "";
    }

    void text(String text) throws IOException {
        send(1, text.getBytes(UTF_8));
    }

    synchronized void send(int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int mask = masking == Masking.NONE ? 0 : 0x80;
        out.write(0x80 | opcode);
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        byte[] key = {1, 2, 3, 4};
        if (masking == Masking.RANDOM) {
            random.nextBytes(key);
        }
        if (mask != 0) {
            out.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ (mask == 0 ? 0 : key[i % 4]));
        }
        write(out.toByteArray());
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
