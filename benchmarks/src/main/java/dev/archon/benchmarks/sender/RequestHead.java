package dev.archon.benchmarks.sender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 request.
 *
 * @param path the request target
 * @param headers by name in lower case
 */
record RequestHead(String path, Map<String, String> headers) {

    private static final int MAX_BYTES = 16 << 10;

    boolean upgradesToWebSocket() {
        return headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Reads a head and not a byte more, because a frame may follow. Returns {@code null} at the end of the stream. */
    static @Nullable RequestHead read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || text.lastIndexOf("\r\n\r\n") != text.length() - 4) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            text.append((char) b);
            if (text.length() > MAX_BYTES) {
                throw new IOException("a request head of more than " + MAX_BYTES + " bytes");
            }
        }
        String[] lines = text.toString().split("\r\n", -1);
        String[] request = lines[0].split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        if (request.length < 2) {
            throw new IOException("a request line without a path");
        }
        return new RequestHead(request[1], headers);
    }

    /** Makes an answer with a JSON body. */
    static byte[] answer(String status, String json) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                        + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
