package dev.archon.client.internal.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.archon.client.internal.net.Route;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request of an opening handshake (RFC 6455, section 4.1). */
public final class HandshakeRequest {

    /** How many random bytes a request needs. */
    public static final int NONCE_LENGTH = 16;

    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final String key;
    private final byte[] bytes;
    private final boolean compression;

    /**
     * What every request of a client has in common.
     *
     * @param compression whether to offer {@code permessage-deflate}
     * @param userAgent the value of {@code User-Agent}
     * @param origin the value of {@code Origin}; {@code null} if none is sent
     * @param headers more headers by their names; none that the handshake needs itself
     */
    public record Settings(
            boolean compression, String userAgent, @Nullable String origin, Map<String, String> headers) {

        /** Copies the headers. */
        public Settings {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Writes a request.
     *
     * @param uri what to open
     * @param route the way there
     * @param nonce {@value #NONCE_LENGTH} random bytes, others for each request
     * @param settings what all requests have in common
     */
    public HandshakeRequest(URI uri, Route route, byte[] nonce, Settings settings) {
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length);
        }
        key = Base64.getEncoder().encodeToString(nonce);
        compression = settings.compression();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder text = new StringBuilder("GET ")
                .append(path)
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\n");
        add(text, "Host", route.hostHeader(Route.isEncrypted(uri)));
        add(text, "Upgrade", "websocket");
        add(text, "Connection", "Upgrade");
        add(text, "Sec-WebSocket-Key", key);
        add(text, "Sec-WebSocket-Version", "13");
        if (compression) {
            add(text, "Sec-WebSocket-Extensions", PerMessageDeflate.OFFER);
        }
        if (settings.origin() != null) {
            add(text, "Origin", settings.origin());
        }
        add(text, "User-Agent", settings.userAgent());
        settings.headers().forEach((name, value) -> add(text, name, value));
        bytes = text.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean offersCompression() {
        return compression;
    }

    /** The only {@code Sec-WebSocket-Accept} that shows that the answer belongs to this request. */
    String accept() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SUFFIX).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1, which every one must have", e);
        }
    }

    private static void add(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    /** Leaves everything out: address and headers may hold secrets. */
    @Override
    public String toString() {
        return "HandshakeRequest[...]";
    }
}
