package dev.archon.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * REST calls and WebSockets, each written out by the test itself, for what no well-behaved server does. Every read ends
 * after twenty seconds.
 */
final class HandMadeArchon implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;

    private final LoopbackServer webSocket = new LoopbackServer("hand-made-archon");
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer rest;
    private volatile Script script = peer -> {
        peer.accept();
        peer.readUntilClosed();
    };
    private volatile Answer answer = this::credentials;

    /** What the WebSocket's side does with a connection. */
    interface Script {
        void play(Peer peer) throws IOException;
    }

    /** What the REST side answers. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    HandMadeArchon() {
        try {
            rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        rest.setExecutor(webSocket.threads());
        rest.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            answer.to(exchange);
        });
        rest.start();
        webSocket.start(this::serve);
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + rest.getAddress().getPort());
    }

    String webSocketUrl() {
        return "ws://127.0.0.1:" + webSocket.port() + "/ws";
    }

    /** The REST calls so far, for example {@code "GET /modrinth/v0/servers/demo/ws"}. */
    List<String> requests() {
        return requests;
    }

    HandMadeArchon onWebSocket(Script newScript) {
        script = newScript;
        return this;
    }

    HandMadeArchon onRest(Answer newAnswer) {
        answer = newAnswer;
        return this;
    }

    void credentials(HttpExchange exchange) throws IOException {
        respond(exchange, 200, "{\"url\":\"" + webSocketUrl() + "\",\"token\":\"a.b.c\"}");
    }

    static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        rest.stop(0);
        webSocket.close();
    }

    private void serve(Socket socket) throws IOException {
        socket.setSoTimeout((int) Clients.LIMIT.toMillis());
        script.play(new Peer(socket));
    }

    /** A frame as it was on the wire, unmasked. */
    static final class Frame {

        final int head;
        final byte[] payload;

        Frame(int head, byte[] payload) {
            this.head = head;
            this.payload = payload;
        }

        int opcode() {
            return head & 0x0F;
        }

        boolean compressed() {
            return (head & 0x40) != 0;
        }

        String text() {
            return new String(payload, UTF_8);
        }

        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    /** The client, seen from the server. */
    static final class Peer {

        private final DataInputStream in;
        private final OutputStream out;
        private final Socket socket;

        Peer(Socket socket) throws IOException {
            this(new BufferedInputStream(socket.getInputStream()), socket);
        }

        Peer(InputStream in, Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(in);
            this.out = socket.getOutputStream();
        }

        /** Reads the handshake's request. */
        String readRequest() throws IOException {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            while (!request.toString(US_ASCII).endsWith("\r\n\r\n")) {
                request.write(in.readUnsignedByte());
            }
            return request.toString(US_ASCII);
        }

        /** Does the handshake, reads the token and answers {@code auth-ok}. Gives the request. */
        String accept(String... headers) throws IOException {
            String request = handshake(headers);
            authenticate();
            return request;
        }

        /** Reads the token and answers {@code auth-ok}. */
        void authenticate() throws IOException {
            read();
            send(true, TEXT, "{\"event\":\"auth-ok\"}".getBytes(UTF_8));
        }

        String handshake(String... headers) throws IOException {
            String request = readRequest();
            answerHandshake(request, headers);
            return request;
        }

        void answerHandshake(String request, String... headers) throws IOException {
            StringBuilder answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accepted(request) + "\r\n");
            for (String header : headers) {
                answer.append(header).append("\r\n");
            }
            sendRaw(answer.append("\r\n").toString().getBytes(US_ASCII));
        }

        void sendRaw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void send(boolean last, int opcode, byte[] payload) throws IOException {
            send((last ? 0x80 : 0) | opcode, payload);
        }

        void send(int head, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) head);
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else if (payload.length < 1 << 16) {
                frame.put((byte) 126).putShort((short) payload.length);
            } else {
                frame.put((byte) 127).putLong(payload.length);
            }
            frame.put(payload).flip();
            out.write(frame.array(), 0, frame.limit());
            out.flush();
        }

        Frame read() throws IOException {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte() & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            return new Frame(head, payload);
        }

        /** Reads frames until there is a close frame, and gives its code. */
        int readCloseCode() throws IOException {
            Frame frame = read();
            while (frame.opcode() != CLOSE) {
                frame = read();
            }
            return frame.closeCode();
        }

        void readUntilClosed() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** The {@code Sec-WebSocket-Accept} that belongs to a request. */
        static String accepted(String request) {
            String key = request.replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
            try {
                byte[] hash = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
                return Base64.getEncoder().encodeToString(hash);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
