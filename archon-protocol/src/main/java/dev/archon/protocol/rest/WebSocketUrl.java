package dev.archon.protocol.rest;

import dev.archon.protocol.check.WebAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the {@code url} of the credentials, which comes in several forms, to one. */
public final class WebSocketUrl {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[/\\\\]{2}");

    private WebSocketUrl() {}

    /**
     * Makes a {@code ws} or {@code wss} URI.
     *
     * <p>A bare address gets {@code wss://}; {@code http} and {@code https} become {@code ws} and {@code wss}; a path is
     * added if there is none. It is read as {@link WebAddress} describes. A URI that would send the token in clear,
     * although the REST call was encrypted, is refused.
     *
     * @param url the address as the REST call gave it
     * @param base the base address of that REST call
     * @param clearTextAllowed whether {@code ws} is good enough under an {@code https} base
     * @return the URI
     * @throws IllegalArgumentException if it is no address of a WebSocket, or would send the token in clear
     */
    public static URI resolve(String url, URI base, boolean clearTextAllowed) {
        String address = url.strip();
        Matcher named = SCHEME.matcher(address);
        int scheme = named.lookingAt() ? named.end() - "://".length() : -1;
        String full = switch (scheme < 0 ? "" : address.substring(0, scheme).toLowerCase(Locale.ROOT)) {
            case "" -> "wss://" + address;
            case "ws", "http" -> "ws" + address.substring(scheme);
            case "wss", "https" -> "wss" + address.substring(scheme);
            default ->
                throw new IllegalArgumentException("the server named a WebSocket address with a scheme other"
                        + " than ws, wss, http and https; check the base URL");
        };
        URI uri = parse(full);
        if (uri.getScheme().equals("ws") && isEncrypted(base) && !clearTextAllowed) {
            throw new IllegalArgumentException(
                    "the server named a ws:// address under an https:// base URL, where the token"
                            + " would travel in clear; use an http:// base URL for a test server");
        }
        return uri;
    }

    private static URI parse(String text) {
        try {
            return WebAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the server named a WebSocket address that " + e.getMessage() + "; check the base URL");
        }
    }

    private static boolean isEncrypted(URI base) {
        return "https".equalsIgnoreCase(base.getScheme());
    }
}
