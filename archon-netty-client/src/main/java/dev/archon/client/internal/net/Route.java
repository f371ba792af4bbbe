package dev.archon.client.internal.net;

import dev.archon.protocol.check.WebAddress;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way to another host.
 *
 * @param host the host's name or address, an IPv6 address without brackets
 * @param port its port
 * @param proxy what lies between; {@code null} if nothing does
 */
public record Route(String host, int port, @Nullable ProxyAddress proxy) {

    private static final int TLS_PORT = 443;
    private static final int CLEAR_PORT = 80;

    /** Checks that there is a host. */
    public Route {
        Objects.requireNonNull(host, "host");
    }

    /**
     * The way to where an address points.
     *
     * @param uri an address with a host, of {@code http}, {@code https}, {@code ws} or {@code wss}
     * @param proxy what lies between
     * @return the way
     */
    public static Route to(URI uri, @Nullable ProxyAddress proxy) {
        String host = WebAddress.host(uri);
        if (host == null) {
            throw new IllegalArgumentException("an address without a host");
        }
        int port = WebAddress.port(uri);
        return new Route(host, port >= 0 ? port : isEncrypted(uri) ? TLS_PORT : CLEAR_PORT, proxy);
    }

    /**
     * Whether TLS is spoken at an address.
     *
     * @param uri the address
     * @return whether its scheme is {@code https} or {@code wss}
     */
    public static boolean isEncrypted(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
    }

    /**
     * The name that we must resolve ourselves.
     *
     * @return the proxy's, if there is one; it resolves the other
     */
    public String firstHost() {
        return proxy == null ? host : proxy.host();
    }

    /**
     * The port that we connect to ourselves.
     *
     * @return the proxy's, if there is one
     */
    public int firstPort() {
        return proxy == null ? port : proxy.port();
    }

    /**
     * Whom we connect to ourselves, in words.
     *
     * @return the proxy, if there is one
     */
    public String firstHop() {
        return proxy == null ? target() : proxy.toString();
    }

    /**
     * The host at the end, in words.
     *
     * @return host and port
     */
    public String target() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * The value of the {@code Host} header (RFC 9110, section 7.2).
     *
     * @param encrypted whether TLS is spoken with the host
     * @return the host, and its port if that is not the scheme's own
     */
    public String hostHeader(boolean encrypted) {
        String target = target();
        String own = ":" + (encrypted ? TLS_PORT : CLEAR_PORT);
        return target.endsWith(own) ? target.substring(0, target.length() - own.length()) : target;
    }
}
