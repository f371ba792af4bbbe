package dev.archon.client.internal.net;

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
        String host = uri.getHost();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Route(name, uri.getPort() >= 0 ? uri.getPort() : isEncrypted(uri) ? 443 : 80, proxy);
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
}
