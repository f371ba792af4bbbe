package dev.archon.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** The payloads of messages that a real server does not send. */
final class Payloads {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] OPENING = utf8("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"");
    private static final byte[] ENDING = utf8("\"}");

    private Payloads() {}

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] malformedJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(OPENING);
        out.writeBytes(utf8("[12:00:00] [Server thr"));
        return out.toByteArray();
    }

    /** A log event with a lead byte that no continuation byte follows, and a byte that UTF-8 never has. */
    static byte[] invalidUtf8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(OPENING);
        out.write(0xC3);
        out.write(0x28);
        out.write(0xFF);
        out.writeBytes(ENDING);
        return out.toByteArray();
    }

    /** A log event of a length in bytes. */
    static byte[] logEvent(int bytes) {
        byte[] message = new byte[bytes];
        Arrays.fill(message, (byte) 'x');
        System.arraycopy(OPENING, 0, message, 0, OPENING.length);
        System.arraycopy(ENDING, 0, message, bytes - ENDING.length, ENDING.length);
        return message;
    }

    static byte[] unknownEvent(String type) {
        return JSON.writeValueAsBytes(JSON.createObjectNode().put("event", type).put("since", "a later version"));
    }

    /** Bytes with the values 0, 1, 2 and so on. */
    static byte[] counting(int bytes) {
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) i;
        }
        return payload;
    }
}
