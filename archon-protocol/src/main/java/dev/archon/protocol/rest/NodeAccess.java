package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import dev.archon.protocol.check.WebAddress;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The address of a server's node, and the token for calls to it.
 *
 * @param url the address as the call gave it, usually without a scheme
 * @param token the token
 */
public record NodeAccess(String url, Jwt token) {

    /** Checks that nothing is {@code null}. */
    public NodeAccess {
        requireNonNull(url, "url");
        requireNonNull(token, "token");
    }

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:[/\\\\]{2}.*");

    /**
     * The address of the node: scheme, host and port, without the path.
     *
     * @param base the base address of the call that gave the access
     * @param clearTextAllowed whether {@code http} is good enough under an {@code https} base
     * @return the address, which ends with a slash
     * @throws IllegalArgumentException if the node's address is none, or would send the token in clear; the message says
     *     what to do
     */
    public URI node(URI base, boolean clearTextAllowed) {
        URI full;
        try {
            full = WebAddress.parse(SCHEME.matcher(url.strip()).matches() ? url : "https://" + url.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the server named an address of its node that " + e.getMessage() + "; check the base URL");
        }
        boolean encrypted = full.getScheme().equals("https");
        if (!encrypted && !full.getScheme().equals("http")) {
            throw new IllegalArgumentException(
                    "the server named an address of its node with a scheme other than http and https; check the base URL");
        }
        if (!encrypted && "https".equalsIgnoreCase(base.getScheme()) && !clearTextAllowed) {
            throw new IllegalArgumentException("the server named an http:// address of its node under an https:// base"
                    + " URL, where the token would travel in clear; use an http:// base URL for a test server");
        }
        return URI.create(full.getScheme() + "://" + full.getRawAuthority() + "/");
    }
}
