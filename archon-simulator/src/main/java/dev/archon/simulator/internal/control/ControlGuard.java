package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.wire.Addresses;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides whose requests the control API takes. */
public final class ControlGuard {

    /** The values of {@code Sec-Fetch-Site} of a request that the page itself, or its user, has made. */
    private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

    private static final String FOREIGN =
            "the control API is not for the pages of other sites; start the simulator with --allow-origin ORIGIN, or"
                    + " allowOrigin of its builder, for those of one origin";

    private final boolean loopbackOnly;
    private final AllowedOrigins origins;

    /**
     * Makes a guard.
     *
     * @param loopbackOnly whether it takes only what programs on the same machine send
     * @param origins the origins whose pages it takes requests of, besides the simulator's own page
     */
    public ControlGuard(boolean loopbackOnly, AllowedOrigins origins) {
        this.origins = origins;
        this.loopbackOnly = loopbackOnly;
    }

    /** Why a request is refused; empty if it is taken. */
    Optional<ControlException> objection(SocketAddress peer, HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST, "").toLowerCase(Locale.ROOT);
        if (loopbackOnly) {
            if (!isLoopback(peer)) {
                return refused("the control API is for programs on the simulator's own machine", "");
            }
            if (!Addresses.isLoopbackName(host)) {
                return refused("the control API is reached as localhost or by a loopback address", "Host");
            }
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && origins.allows(origin)) {
            return Optional.empty();
        }
        if (origin != null && !isAt(origin, host)) {
            return refused(FOREIGN, "Origin");
        }
        String site = headers.get("Sec-Fetch-Site");
        if (site != null && !OWN_PAGE.contains(site)) {
            return refused(FOREIGN, "Sec-Fetch-Site");
        }
        return Optional.empty();
    }

    private static boolean isLoopback(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && inet.getAddress().isLoopbackAddress();
    }

    private static boolean isAt(String origin, String host) {
        try {
            URI uri = new URI(origin.toLowerCase(Locale.ROOT));
            String scheme = String.valueOf(uri.getScheme());
            return (scheme.equals("http") || scheme.equals("https")) && host.equals(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<ControlException> refused(String why, String header) {
        return Optional.of(new ControlException(403, "forbidden", why, header));
    }
}
