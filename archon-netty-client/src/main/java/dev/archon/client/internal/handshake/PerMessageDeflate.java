package dev.archon.client.internal.handshake;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Agrees with the server on {@code permessage-deflate} (RFC 7692). What then comes in is inflated where frames are decoded.
 *
 * <p>Only what the server sends is compressed. What we send is short, and holds tokens next to text that others choose:
 * compressed together, their sizes would tell of the token.
 */
final class PerMessageDeflate {

    /** Says as well that no window is needed for what we send, since none of it is compressed. */
    static final String OFFER = "permessage-deflate; client_no_context_takeover";

    private static final String NAME = "permessage-deflate";

    /**
     * Section 7.1: a server may limit its own window although nobody asked for it, but the client's only if that was
     * offered. All windows can be inflated, and what we send is never compressed, so that nothing depends on the values.
     */
    private static final Pattern ALLOWED = Pattern.compile(
            "server_no_context_takeover|client_no_context_takeover|server_max_window_bits=(?:([89]|1[0-5])|\"([89]|1[0-5])\")");

    private PerMessageDeflate() {}

    /** Returns whether it was agreed on. */
    static boolean check(List<String> extensions, boolean offered) throws HandshakeViolationException {
        boolean agreed = false;
        for (String header : extensions) {
            for (String extension : header.split(",", -1)) {
                String[] parts = extension.strip().split(";", -1);
                String name = parts[0].strip();
                if (parts.length == 1 && name.isEmpty()) {
                    continue;
                }
                if (!offered || !name.equalsIgnoreCase(NAME)) {
                    throw new HandshakeViolationException("with an extension that was not offered");
                }
                if (agreed) {
                    throw new HandshakeViolationException("with permessage-deflate twice");
                }
                agreed = true;
                checkParameters(parts);
            }
        }
        return agreed;
    }

    private static void checkParameters(String[] parts) throws HandshakeViolationException {
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*=\\s*", "=");
            if (!ALLOWED.matcher(parameter).matches() || !seen.add(parameter.split("=", 2)[0])) {
                throw new HandshakeViolationException("with parameters of permessage-deflate that are not allowed");
            }
        }
    }
}
