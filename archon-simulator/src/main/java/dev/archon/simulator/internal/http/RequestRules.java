package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.api.SyncCalls;
import dev.archon.simulator.internal.wire.HttpAnswer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the rules of HTTP for every request, whatever its path (RFC 9110 and RFC 9112). */
final class RequestRules {

    /** A host and an optional port, as a URL has them (RFC 3986, section 3.2); empty if the address has no host. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(:[0-9]{0,5})?");

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#]*");

    private RequestRules() {}

    /** The answer to an invalid request; empty if it is valid. */
    static Optional<HttpAnswer> objection(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return badRequest("this is not a valid HTTP request");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean needed = !request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (hosts.size() > 1 || (needed && hosts.isEmpty())) {
            return badRequest("send the Host header exactly once; there were " + hosts.size());
        }
        if (!hosts.isEmpty() && !AUTHORITY.matcher(hosts.get(0)).matches()) {
            return badRequest("the Host header must be a host with an optional port");
        }
        return isReadable(request.uri()) ? Optional.empty() : badRequest("the address holds an invalid escape with %");
    }

    /**
     * Brings a request into the form of the routes: a path instead of an absolute address, and GET instead of HEAD, whose
     * answer is the same and is written without its body. A handshake must be GET itself, and so must a stream.
     */
    static void simplify(HttpRequest request) {
        String address = ABSOLUTE.matcher(request.uri()).replaceFirst("");
        if (!address.equals(request.uri())) {
            request.setUri(address.startsWith("/") ? address : "/" + address);
        }
        if (request.method().equals(HttpMethod.HEAD)
                // Some clients offer HTTP/2 by this header in every request.
                && !request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && !request.uri().startsWith(SyncCalls.PATH)) {
            request.setMethod(HttpMethod.GET);
        }
    }

    /** The answer to OPTIONS is that of 405, but a success, with the path's methods (RFC 9110, section 9.3.7). */
    static HttpAnswer answerTo(HttpRequest request, HttpAnswer answer) {
        if (!request.method().equals(HttpMethod.OPTIONS) || answer.status() != 405) {
            return answer;
        }
        return new HttpAnswer(204, "", answer.headers());
    }

    /** Whether the request asks about the server as a whole. */
    static boolean isAboutEverything(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS) && request.uri().equals("*");
    }

    private static Optional<HttpAnswer> badRequest(String description) {
        return Optional.of(HttpAnswer.error(400, "bad_request", description));
    }

    private static boolean isReadable(String address) {
        try {
            QueryStringDecoder decoder = new QueryStringDecoder(address);
            return decoder.path() != null && decoder.parameters() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
