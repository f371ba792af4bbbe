package dev.archon.client;

import dev.archon.client.internal.net.ProxyAddress;
import java.nio.charset.StandardCharsets;
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
     * @param user the user; with an HTTP proxy it holds no colon and no control characters, with SOCKS5 it has 1 to 255
     *     bytes in UTF-8
     * @param password the password; with SOCKS5 it has 1 to 255 bytes in UTF-8 as well
     * @return the proxy
     * @throws IllegalArgumentException if the proxy's protocol cannot carry them
     */
    public ProxyServer login(String user, String password) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (address.kind() == ProxyAddress.Kind.HTTP
                && (user.indexOf(':') >= 0 || (user + password).chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException(
                    "the user of an HTTP proxy must not hold a colon, and neither it nor the password control characters");
        }
        if (address.kind() == ProxyAddress.Kind.SOCKS5 && !(fitsSocks(user) && fitsSocks(password))) {
            throw new IllegalArgumentException("user and password of a SOCKS5 proxy must have 1 to 255 bytes in UTF-8");
        }
        return new ProxyServer(new ProxyAddress(
                address.kind(), address.host(), address.port(), new ProxyAddress.Login(user, password)));
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private static boolean fitsSocks(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return length >= 1 && length <= MAX_SOCKS_LOGIN;
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
