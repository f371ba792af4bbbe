package dev.archon.client;

import dev.archon.client.internal.net.ProxyAddress;
import java.util.Objects;

/**
 * A proxy between the client and Archon, which resolves the names of the hosts behind it. Its text holds neither user nor
 * password.
 *
 * <pre>{@code
 * ArchonClient.builder().token("...").proxy(ProxyServer.http("proxy.example.com", 3128).login("panel", "secret")).build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ProxyServer {

    private static final int MAX_SOCKS_LOGIN = 255;

    final ProxyAddress address;

    private ProxyServer(ProxyAddress address) {
        this.address = address;
    }

    /**
     * An HTTP proxy, which is asked to {@code CONNECT}. The connection to the proxy itself is not encrypted.
     *
     * @param host its name or address
     * @param port its port
     * @return the proxy
     */
    public static ProxyServer http(String host, int port) {
        return new ProxyServer(address(ProxyAddress.Kind.HTTP, host, port));
    }

    /**
     * A SOCKS5 proxy (RFC 1928).
     *
     * @param host its name or address
     * @param port its port
     * @return the proxy
     */
    public static ProxyServer socks5(String host, int port) {
        return new ProxyServer(address(ProxyAddress.Kind.SOCKS5, host, port));
    }

    /**
     * The same proxy with a login. It travels to the proxy in clear.
     *
     * @param user the user; with an HTTP proxy it holds no colon, with SOCKS5 neither has more than 255 bytes
     * @param password the password
     * @return the proxy
     */
    public ProxyServer login(String user, String password) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (address.kind() == ProxyAddress.Kind.HTTP && user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user of an HTTP proxy must not hold a colon");
        }
        if (address.kind() == ProxyAddress.Kind.SOCKS5
                && (user.isEmpty() || user.length() > MAX_SOCKS_LOGIN || password.length() > MAX_SOCKS_LOGIN)) {
            throw new IllegalArgumentException("user and password of a SOCKS5 proxy have 1 to 255 characters");
        }
        return new ProxyServer(new ProxyAddress(
                address.kind(), address.host(), address.port(), new ProxyAddress.Login(user, password)));
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private static ProxyAddress address(ProxyAddress.Kind kind, String host, int port) {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host of a proxy must not be blank");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port of a proxy must be 1 to 65535");
        }
        return new ProxyAddress(kind, host, port, null);
    }
}
