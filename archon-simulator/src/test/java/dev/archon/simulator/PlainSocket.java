package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.internal.wire.FrameEncoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A WebSocket client of a few lines over a plain TCP socket, so that a test sees what really is on the wire. It reads
 * only when it is told to. Every wait ends after twenty seconds with an exception.
 */
public final class PlainSocket implements AutoCloseable {

    static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedInputStream buffered;
    private final RecordingTap tape;
    private final DataInputStream in;

    private PlainSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.buffered = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        this.tape = new RecordingTap(buffered);
        this.in = new DataInputStream(tape);
    }

    /** Keeps what was read. */
    private static final class RecordingTap extends FilterInputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        private RecordingTap(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                kept.write(read);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                kept.write(bytes, offset, read);
            }
            return read;
        }
    }

    /** A frame as it was on the wire. */
    public static final class Frame {

        private final boolean last;
        private final int opcode;
        private final byte[] payload;

        /**
         * Describes a frame.
         *
         * @param last whether the FIN bit was set
         * @param opcode its opcode
         * @param payload its payload, unmasked
         */
        public Frame(boolean last, int opcode, byte[] payload) {
            this.last = last;
            this.opcode = opcode;
            this.payload = payload;
        }

        /** Whether the FIN bit was set. */
        public boolean last() {
            return last;
        }

        public int opcode() {
            return opcode;
        }

        public byte[] payload() {
            return payload;
        }

        String text() {
            return new String(payload, UTF_8);
        }

        boolean isClose() {
            return opcode == FrameEncoder.CLOSE;
        }

        int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }

        ArchonEvent event() throws ProtocolException {
            return EventCodec.decode(payload);
        }
    }

    /** Opens a TCP connection and sends a handshake, but does not read the answer. */
    static PlainSocket request(URI uri) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS);
        return request(socket, uri);
    }

    /** Sends a handshake on a connection, for example an encrypted one. */
    static PlainSocket request(Socket socket, URI uri) throws IOException {
        String request = "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return new PlainSocket(socket);
    }

    /** Opens a WebSocket. */
    static PlainSocket open(URI uri) throws IOException {
        PlainSocket socket = request(uri);
        int status = socket.readStatus();
        if (status != 101) {
            socket.close();
            throw new IOException("the handshake was answered with " + status);
        }
        return socket;
    }

    static PlainSocket open(ArchonSimulator sim, String server) throws Exception {
        return open(URI.create(RestCalls.credentials(sim, server).url()));
    }

    /** Fetches a token, opens a WebSocket, authenticates and reads {@code auth-ok}. */
    static PlainSocket authenticated(ArchonSimulator sim, String server) throws Exception {
        return authenticated(sim.baseUri(), server);
    }

    static PlainSocket authenticated(URI base, String server) throws Exception {
        WebSocketCredentials credentials = RestCalls.credentials(base, server);
        PlainSocket socket = open(URI.create(credentials.url()));
        socket.authenticate(credentials.token().value());
        ArchonEvent answer = socket.event();
        if (!(answer instanceof AuthOkEvent)) {
            socket.close();
            throw new IOException("auth was answered with " + answer);
        }
        return socket;
    }

    int readStatus() throws IOException {
        String head = readLine();
        while (!readLine().isEmpty()) {
            // Headers are of no interest here.
        }
        return Integer.parseInt(head.split(" ", -1)[1]);
    }

    void authenticate(String jwt) throws IOException {
        send(FrameEncoder.TEXT, ClientMessageCodec.encode(new ClientMessage.Authenticate(new Jwt(jwt))));
    }

    void command(String line) throws IOException {
        send(FrameEncoder.TEXT, ClientMessageCodec.encode(new ClientMessage.Command(line)));
    }

    void text(String text) throws IOException {
        send(FrameEncoder.TEXT, text.getBytes(UTF_8));
    }

    /** Sends a frame, masked with zeros. */
    void send(int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        FrameEncoder.header(head, true, opcode, payload.length);
        byte[] masked = head.toByteArray();
        masked[1] |= (byte) 0x80;
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(masked);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Frame((first & 0x80) != 0, first & 0x0F, in.readNBytes((int) length));
    }

    /** The next frame, or empty if the stream ended before it began. */
    Optional<Frame> frameOrEnd() throws IOException {
        try {
            return Optional.of(frame());
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    /** Reads the next message as an event. */
    ArchonEvent event() throws IOException, ProtocolException {
        Frame frame = frame();
        if (frame.opcode() != FrameEncoder.TEXT) {
            throw new IOException("expected a text frame, got opcode " + frame.opcode());
        }
        return frame.event();
    }

    /** Reads the next whole message, put together from its fragments; skips pings. */
    Frame message() throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int opcode = FrameEncoder.CONTINUATION;
        while (true) {
            Frame frame = frame();
            if (frame.opcode() == FrameEncoder.PING) {
                continue;
            }
            payload.writeBytes(frame.payload());
            opcode = opcode == FrameEncoder.CONTINUATION ? frame.opcode() : opcode;
            if (frame.last()) {
                return new Frame(true, opcode, payload.toByteArray());
            }
        }
    }

    /** Skips events until one fits. */
    <T extends ArchonEvent> T await(Class<T> kind, Predicate<? super T> fits) throws IOException, ProtocolException {
        while (true) {
            ArchonEvent event = event();
            if (kind.isInstance(event) && fits.test(kind.cast(event))) {
                return kind.cast(event);
            }
        }
    }

    <T extends ArchonEvent> T await(Class<T> kind) throws IOException, ProtocolException {
        return await(kind, event -> true);
    }

    /** Reads to the end of the stream, or the close frame, which is the last of the frames then. */
    List<Frame> rest() throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = frameOrEnd(); frame.isPresent(); frame = frameOrEnd()) {
            frames.add(frame.get());
            if (frame.get().isClose()) {
                break;
            }
        }
        return frames;
    }

    int read() throws IOException {
        return in.read();
    }

    byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    /** Everything that was read so far, as it was on the wire. */
    byte[] tape() {
        return tape.kept.toByteArray();
    }

    /** Reads everything up to the end of the stream. */
    byte[] readAll() throws IOException {
        return in.readAllBytes();
    }

    /** Whether nothing comes for a while. */
    boolean isSilent() throws IOException {
        socket.setSoTimeout(150);
        try {
            buffered.mark(1);
            int unused = buffered.read();
            buffered.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
