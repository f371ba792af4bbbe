package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Route;
import dev.archon.protocol.session.Failure;
import io.netty.channel.ChannelHandler;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Through a proxy. Kept apart, because its classes are optional. */
final class Tunnel {

    private static final Pattern STATUS = Pattern.compile("status: (\\d{3})\\b");
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private Tunnel() {}

    /** What asks the proxy for a connection; the name of the host behind it goes to the proxy as it is. */
    static ChannelHandler handler(ProxyAddress proxy, InetSocketAddress address, int timeoutMillis) {
        ProxyAddress.Login login = proxy.login();
        ProxyHandler handler;
        if (proxy.kind() == ProxyAddress.Kind.HTTP) {
            handler = login == null
                    ? new HttpProxyHandler(address)
                    : new HttpProxyHandler(address, login.user(), login.password());
        } else {
            handler = login == null
                    ? new Socks5ProxyHandler(address)
                    : new Socks5ProxyHandler(address, login.user(), login.password());
        }
        handler.setConnectTimeoutMillis(timeoutMillis);
        return handler;
    }

    /** What it means if the proxy refused; empty if the error is not about the proxy. */
    static Optional<Failure> failure(Throwable error, Route route) {
        if (!(error instanceof ProxyConnectException)) {
            return Optional.empty();
        }
        // Netty gives status and reason in words only. They hold neither user nor password.
        String words = String.valueOf(error.getMessage());
        String asked = route.firstHop() + " would not connect to " + route.target();
        Matcher status = STATUS.matcher(words);
        if (status.find()) {
            int code = Integer.parseInt(status.group(1));
            return Optional.of(
                    code == PROXY_AUTHENTICATION_REQUIRED
                            ? refusedLogin(route, code)
                            : Failure.ofStatus(
                                    code,
                                    Optional.empty(),
                                    asked + " (status " + code + "); check what the proxy allows"));
        }
        if (words.contains("authStatus") || words.contains("authMethod")) {
            return Optional.of(Failure.permanent(loginWords(route, "")));
        }
        if (words.contains("timeout")) {
            return Optional.of(Failure.of(asked + " in time (connectTimeout); check the proxy and the network"));
        }
        int reason = words.lastIndexOf("status: ");
        return Optional.of(Failure.of(asked + (reason < 0 ? "" : " (" + words.substring(reason) + ")")
                + "; check the proxy, its kind, and what it allows"));
    }

    private static Failure refusedLogin(Route route, int code) {
        return new Failure(OptionalInt.of(code), Optional.empty(), true, loginWords(route, " (" + code + ")"));
    }

    private static String loginWords(Route route, String code) {
        boolean had = route.proxy() != null && route.proxy().login() != null;
        return route.firstHop()
                + (had
                        ? " refused the login" + code + "; check user and password given with login(...)"
                        : " wants a login" + code + "; give it one with login(...)");
    }
}
