package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.Addresses;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets pages of other origins make requests (CORS, as the Fetch standard has it). WebSockets need no such leave.
 *
 * <p>REST calls are open to pages of the developer's own machine, where a panel has a port of its own, and to the origins that
 * were allowed; the control API is open to the latter alone.
 */
final class CrossOrigin {

    private final AllowedOrigins allowed;
    private final boolean ownMachine;

    private CrossOrigin(AllowedOrigins allowed, boolean ownMachine) {
        this.allowed = allowed;
        this.ownMachine = ownMachine;
    }

    static CrossOrigin ofCalls(AllowedOrigins allowed) {
        return new CrossOrigin(allowed, true);
    }

    static CrossOrigin ofControl(AllowedOrigins allowed) {
        return new CrossOrigin(allowed, false);
    }

    /** The answer to what a browser asks before a call, still to be {@linkplain #allow allowed}; empty if this is the call. */
    Optional<HttpAnswer> preflight(HttpRequest request) {
        String method = request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (!request.method().equals(HttpMethod.OPTIONS) || method == null) {
            return Optional.empty();
        }
        if (!isAllowed(request)) {
            return Optional.of(
                    HttpAnswer.error(
                            403,
                            "forbidden",
                            ownMachine
                                    ? "only pages of this machine, and of origins that the simulator allows (--allow-origin), may make"
                                            + " REST calls"
                                    : "only pages of origins that the simulator allows (--allow-origin) may use the control API"));
        }
        String headers = request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "");
        return Optional.of(HttpAnswer.EMPTY
                .with("Access-Control-Allow-Methods", method)
                .with("Access-Control-Allow-Headers", headers)
                .with("Access-Control-Max-Age", "600"));
    }

    /** Adds the headers by which the page may read the answer. */
    HttpAnswer allow(HttpRequest request, HttpAnswer answer) {
        String others = answer.header("Vary").map(names -> names + ", ").orElse("");
        HttpAnswer varying = answer.with("Vary", others + "Origin");
        return isAllowed(request)
                ? varying.with("Access-Control-Allow-Origin", request.headers().get(HttpHeaderNames.ORIGIN))
                : varying;
    }

    private boolean isAllowed(HttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN, "").toLowerCase(Locale.ROOT);
        return allowed.allows(origin)
                || (ownMachine && Addresses.isLoopbackName(origin.replaceFirst("^https?://", "")));
    }
}
