package dev.archon.client.internal.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy. Its text names neither user nor password.
 *
 * @param kind what it speaks
 * @param host its name or address
 * @param port its port
 * @param login what it is told about who we are; {@code null} if it does not ask
 */
public record ProxyAddress(
        Kind kind, String host, int port, @Nullable Login login) {

    /** The protocol of a proxy. */
    public enum Kind {
        /** {@code CONNECT} (RFC 9110, section 9.3.6). */
        HTTP("HTTP"),

        /** RFC 1928. */
        SOCKS5("SOCKS5");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * The login of the client.
     *
     * @param user the name
     * @param password the password
     */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[...]";
        }
    }

    /** Checks that nothing but the login is {@code null}. */
    public ProxyAddress {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(host, "host");
    }

    /**
     * The value of {@code Proxy-Authorization} (RFC 7617).
     *
     * @return the value; empty without a login
     */
    public Optional<String> basicAuthorization() {
        if (login == null) {
            return Optional.empty();
        }
        byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** The advice for a user whose proxy asks for a login that was not configured. */
    String wantsLogin(String code) {
        return this + " wants a login" + code + "; give it one with login(...)";
    }

    /** The advice for a user whose proxy refuses the configured login. */
    String refusedLogin(String code) {
        return this + " refused the login" + code + "; check user and password given with login(...)";
    }

    @Override
    public String toString() {
        return "the " + kind.text + " proxy " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
