package dev.archon.client.internal.handshake;

import java.util.regex.Pattern;

/** The value of the {@code Origin} header (RFC 6454, section 6.2). */
public final class Origin {

    private static final int MAX_LENGTH = 300;

    /** A scheme, a host in ASCII, which may be an IPv6 address, and a port. Lower case, as browsers send it. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(?:[a-z0-9_.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    private Origin() {}

    /**
     * Checks an origin.
     *
     * @param origin scheme, host and perhaps a port
     * @return the same
     * @throws IllegalArgumentException if it is none
     */
    public static String check(String origin) {
        if (origin.length() > MAX_LENGTH || !ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "origin must be a scheme and a host in lower case and in ASCII, perhaps with a port, and nothing behind"
                            + " it, not even a slash; for example https://modrinth.com");
        }
        return origin;
    }
}
