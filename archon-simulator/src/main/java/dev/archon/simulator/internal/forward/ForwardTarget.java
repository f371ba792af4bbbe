package dev.archon.simulator.internal.forward;

import dev.archon.simulator.internal.wire.Addresses;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which address calls are sent on to, and which headers go with them. Pure. */
public final class ForwardTarget {

    /** What belongs to one connection (RFC 9110, section 7.6.1), or is made anew for the other one. */
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "host",
            "content-length");

    private final URI base;

    /**
     * Checks an address.
     *
     * @param base an {@code http} or {@code https} address with a host, and perhaps a port and a path
     * @throws IllegalArgumentException if it is something else
     */
    public ForwardTarget(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("forward must be an http or https address: " + shown(base));
        }
        if (base.getHost() == null) {
            throw new IllegalArgumentException("forward must name a host: " + shown(base));
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("forward must have no user, query or fragment: " + shown(base));
        }
        this.base = base;
    }

    /**
     * Whether calls leave this machine without encryption.
     *
     * @return whether the address is {@code http} and not of this machine
     */
    public boolean isInClear() {
        return "http".equalsIgnoreCase(base.getScheme())
                && !Addresses.isLoopbackName(base.getHost().toLowerCase(Locale.ROOT));
    }

    /**
     * The address of one call.
     *
     * @param address the path with its query, as it was sent
     * @return the address at the target, whatever the path is
     * @throws IllegalArgumentException if the path is no part of an address
     */
    public URI resolve(String address) {
        if (!address.startsWith("/")) {
            throw new IllegalArgumentException("the path must start with a slash");
        }
        String path = (base.getRawPath() == null ? "" : base.getRawPath()).replaceFirst("/+$", "");
        // Put together as text, since a path such as //host would be taken for another host.
        URI resolved = URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + address);
        if (!base.getHost().equals(resolved.getHost()) || base.getPort() != resolved.getPort()) {
            throw new IllegalArgumentException("the path names another host");
        }
        return resolved;
    }

    /**
     * Whether a header is sent on.
     *
     * @param name its name
     * @param connection the values of all {@code Connection} headers, which name more that is of one connection only
     * @return whether the other side gets it
     */
    public static boolean passes(String name, List<String> connection) {
        String small = name.toLowerCase(Locale.ROOT);
        return !OF_ONE_CONNECTION.contains(small)
                && !small.startsWith(":")
                && connection.stream()
                        .flatMap(value -> List.of(value.toLowerCase(Locale.ROOT).split(",", -1)).stream())
                        .noneMatch(named -> named.strip().equals(small));
    }

    private static String shown(URI address) {
        String authority = String.valueOf(address.getRawAuthority()).replaceFirst(".*@", "");
        return address.getScheme() + "://" + authority;
    }

    @Override
    public String toString() {
        return shown(base);
    }
}
