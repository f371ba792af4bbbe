package dev.archon.protocol.codec;

import dev.archon.protocol.event.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a log line by its bytes, because nearly all messages are log lines and nearly all of those are written the
 * same way.
 *
 * <p>It takes exactly one form: {@code {"event":"log","stream":"stdout","message":"..."}}, with either stream, without
 * white space and without a backslash in the message. Whatever differs by a byte it leaves to {@link JsonReader}, with
 * which it must agree on everything it takes; a differential test holds it to that.
 */
final class LogScanner {

    private static final byte[] STDOUT = prefix("stdout");
    private static final byte[] STDERR = prefix("stderr");

    private LogScanner() {}

    /**
     * Reads a log line.
     *
     * @return the event, or {@code null} if the message is not in the one form that is recognised
     */
    static @Nullable LogEvent scan(byte[] bytes, int start, int length) {
        int prefix = STDOUT.length;
        int text = start + prefix;
        int textEnd = start + length - 2;
        if (textEnd < text || bytes[textEnd] != '"' || bytes[textEnd + 1] != '}') {
            return null;
        }
        String stream;
        if (Arrays.equals(bytes, start, text, STDOUT, 0, prefix)) {
            stream = "stdout";
        } else if (Arrays.equals(bytes, start, text, STDERR, 0, prefix)) {
            stream = "stderr";
        } else {
            return null;
        }
        boolean ascii = true;
        for (int i = text; i < textEnd; i++) {
            byte b = bytes[i];
            if (b < ' ') {
                if (b >= 0) {
                    return null;
                }
                ascii = false;
            } else if (b == '"' || b == '\\') {
                return null;
            }
        }
        if (ascii) {
            return new LogEvent(stream, new String(bytes, text, textEnd - text, StandardCharsets.ISO_8859_1));
        }
        return Utf8.firstMalformed(bytes, text, textEnd) >= 0
                ? null
                : new LogEvent(stream, new String(bytes, text, textEnd - text, StandardCharsets.UTF_8));
    }

    private static byte[] prefix(String stream) {
        return "{\"event\":\"log\",\"stream\":\"%s\",\"message\":\""
                .formatted(stream)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
