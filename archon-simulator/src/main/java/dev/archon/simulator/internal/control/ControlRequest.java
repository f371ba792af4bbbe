package dev.archon.simulator.internal.control;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the control API.
 *
 * @param method the HTTP method
 * @param path the path after {@code /sim/}, decoded, without empty parts
 * @param query the query's parameters
 * @param body the body as text
 */
record ControlRequest(String method, List<String> path, Map<String, List<String>> query, String body) {

    static final String ROOT = "/sim";

    static boolean isFor(String rawPath) {
        return rawPath.equals(ROOT) || rawPath.startsWith(ROOT + "/");
    }

    static ControlRequest of(FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        List<String> path = Arrays.stream(uri.rawPath().substring(ROOT.length()).split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> QueryStringDecoder.decodeComponent(part.replace("+", "%2B")))
                .toList();
        return new ControlRequest(
                request.method().name(),
                path,
                uri.parameters(),
                request.content().toString(StandardCharsets.UTF_8));
    }

    /** A part of the path, or empty if it has fewer. */
    String part(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    /** A parameter that is a whole number within a range. */
    Optional<Long> number(String name, long least, long most) {
        return parameter(name).map(text -> {
            long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
            if (value < least || value > most) {
                throw ControlException.badRequest(name + " must be " + least + " to " + most + ": " + text, name);
            }
            return value;
        });
    }
}
