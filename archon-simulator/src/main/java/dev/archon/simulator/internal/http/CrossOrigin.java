package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.Addresses;
import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets pages make the REST calls that come from the developer's own machine, where a panel has a port of its own (CORS, as
 * the Fetch standard has it). WebSockets need no such leave.
 */
final class CrossOrigin {

    private CrossOrigin() {}

    /** The answer to what a browser asks before a call, still to be {@linkplain #allow allowed}; empty if this is the call. */
    static Optional<HttpAnswer> preflight(HttpRequest request) {
        String method = request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (!request.method().equals(HttpMethod.OPTIONS) || method == null) {
            return Optional.empty();
        }
        if (!isOfThisMachine(request)) {
            return Optional.of(HttpAnswer.error(403, "forbidden", "only pages of this machine may make REST calls"));
        }
        String headers = request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "");
        return Optional.of(HttpAnswer.EMPTY
                .with("Access-Control-Allow-Methods", method)
                .with("Access-Control-Allow-Headers", headers)
                .with("Access-Control-Max-Age", "600"));
    }

    /** The same answer, for the page to read it. */
    static HttpAnswer allow(HttpRequest request, HttpAnswer answer) {
        HttpAnswer varying = answer.with("Vary", "Origin");
        return isOfThisMachine(request)
                ? varying.with("Access-Control-Allow-Origin", request.headers().get(HttpHeaderNames.ORIGIN))
                : varying;
    }

    private static boolean isOfThisMachine(HttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN, "").toLowerCase(Locale.ROOT);
        return Addresses.isLoopbackName(origin.replaceFirst("^https?://", ""));
    }
}
