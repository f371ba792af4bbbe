package dev.archon.client.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.client.internal.frame.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thing that a server does on a connection. In texts, {@code {accept}}, {@code {apiToken}}, {@code {jwt}}, {@code
 * {payload}}, {@code {signature}} and {@code {url}} stand for what the connection has or the server would give.
 */
@FunctionalInterface
interface Step {

    /** How much is sent where it is said to be without an end. */
    long ENDLESS = 64 << 20;

    int TEXT = 0x81;
    int BINARY = 0x82;
    int CLOSE = 0x88;
    int PING = 0x89;
    int PONG = 0x8A;

    void play(Peer peer) throws IOException;

    /** Sends bytes as they are, one for each character. */
    static Step raw(String bytes) {
        return peer -> peer.send(peer.server().filled(bytes, peer));
    }

    /** Sends a status line and headers, and the empty line after them. */
    static Step head(String status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return raw(head.append("\r\n").toString());
    }

    /** Sends a whole answer with a body of JSON and its length. */
    static Step answer(String status, String body, String... headers) {
        return peer -> {
            String filled = peer.server().filled(body, peer);
            byte[] bytes = filled.getBytes(UTF_8);
            StringBuilder head = new StringBuilder("Content-Type: application/json\r\nContent-Length: " + bytes.length);
            for (String header : headers) {
                head.append("\r\n").append(header);
            }
            head(status, head.toString(), "Connection: close").play(peer);
            peer.send(bytes);
        };
    }

    /** Accepts the handshake as it should be, with these headers besides. */
    static Step accept(String... headers) {
        StringBuilder more =
                new StringBuilder("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}");
        for (String header : headers) {
            more.append("\r\n").append(header);
        }
        return head("101 Switching Protocols", more.toString());
    }

    /** Sends a text message. */
    static Step text(String json) {
        return peer ->
                frame(TEXT, peer.server().filled(json, peer).getBytes(UTF_8)).play(peer);
    }

    /** Sends a text message whose bytes are one for each character. */
    static Step bytes(String text) {
        return frame(TEXT, text.getBytes(ISO_8859_1));
    }

    /** Sends a frame that begins with this byte: FIN, reserved bits and opcode. */
    static Step frame(int first, String payload) {
        return frame(first, payload.getBytes(UTF_8));
    }

    static Step frame(int first, byte[] payload) {
        return peer -> peer.send(Frame.frame(first, payload));
    }

    /** Sends bytes that are written as hexadecimal digits, with spaces between them for the eye. */
    static Step hex(String digits) {
        byte[] bytes = HexFormat.of().parseHex(digits.replace(" ", ""));
        return peer -> peer.send(bytes);
    }

    /** Sends a close frame. */
    static Step close(int code, String reason) {
        return peer -> {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            payload.write(code >> 8);
            payload.write(code);
            payload.writeBytes(peer.server().filled(reason, peer).getBytes(UTF_8));
            frame(CLOSE, payload.toByteArray()).play(peer);
        };
    }

    /** Reads one frame of the client's. */
    static Step read() {
        return Peer::readFrame;
    }

    /** Does nothing for a while. */
    static Step pause(long millis) {
        return peer -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Ends what the server sends, and waits for the client to end the rest. */
    static Step end() {
        return peer -> {
            peer.finish();
            peer.awaitEnd(false);
        };
    }

    /** Resets the connection. */
    static Step reset() {
        return Peer::reset;
    }

    /** Does nothing more, whatever the client sends. */
    static Step silence() {
        return peer -> peer.awaitEnd(false);
    }

    static Step times(int count, Step... steps) {
        return peer -> {
            for (int i = 0; i < count; i++) {
                for (Step step : steps) {
                    step.play(peer);
                }
            }
        };
    }

    /** Sends the same again and again, as long as the client takes it. */
    static Step endless(Step step) {
        return peer -> {
            while (peer.accepted() < ENDLESS) {
                step.play(peer);
            }
        };
    }

    /** As {@link #endless}, of one text that is repeated to blocks of a reasonable size. */
    static Step endless(String text) {
        return endless(raw(text.repeat(Math.max(1, 16_384 / text.length()))));
    }

    /** Sends the same again and again, with pauses, as long as the client takes it. */
    static Step drip(String text) {
        return endless(peer -> {
            raw(text).play(peer);
            pause(20).play(peer);
        });
    }
}
