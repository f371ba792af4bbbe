package dev.archon.client.internal.rest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides which headers an embedder may add to REST calls and handshakes. */
public final class HeaderRules {

    private static final int MAX_VALUE = 4 << 10;

    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** The headers that the client sets itself, and those that belong to a connection and not to a request. */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "origin",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private HeaderRules() {}

    /**
     * Checks a header.
     *
     * @param name its name
     * @param value its value, which no message quotes, since it may be a secret
     * @throws IllegalArgumentException if it cannot be sent, or only the client may set it
     */
    public static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a header must be 1 to 100 letters, digits or one of !#$%&'*+-.^_`|~");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || lower.startsWith("sec-") || lower.startsWith("proxy-")) {
            throw new IllegalArgumentException("the header " + name
                    + " is set by the client itself; see token(...), userAgent(...), origin(...) and proxy(...)");
        }
        if (value.isBlank()
                || value.length() > MAX_VALUE
                || !value.equals(value.strip())
                || !value.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("the value of the header " + name
                    + " must be 1 to 4,096 characters of printable ASCII, without spaces at its ends");
        }
    }
}
