package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.json.JsonText;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A REST call.
 *
 * @param method the HTTP method
 * @param address the path with its query, as it was sent
 * @param path the parts of the path, decoded, without empty ones
 * @param query the query's parameters
 * @param headers the headers
 * @param body the body as text
 * @param content the body as it was sent, which may be no text; read-only
 * @param host the host and port that the client itself used
 * @param encrypted whether the port speaks TLS
 */
public record ApiRequest(
        String method,
        String address,
        List<String> path,
        Map<String, List<String>> query,
        HttpHeaders headers,
        String body,
        ByteBuffer content,
        String host,
        boolean encrypted) {

    /**
     * Reads a call.
     *
     * @param request the request, of whose content nothing is kept
     * @param host the host and port that the client itself used
     * @param encrypted whether the port speaks TLS
     * @return the call
     */
    public static ApiRequest of(FullHttpRequest request, String host, boolean encrypted) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        return new ApiRequest(
                request.method().name(),
                request.uri(),
                parts(uri.rawPath()),
                uri.parameters(),
                request.headers(),
                request.content().toString(StandardCharsets.UTF_8),
                ByteBuffer.wrap(ByteBufUtil.getBytes(request.content())).asReadOnlyBuffer(),
                host,
                encrypted);
    }

    static List<String> parts(String rawPath) {
        return Arrays.stream(rawPath.split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> QueryStringDecoder.decodeComponent(part.replace("+", "%2B")))
                .toList();
    }

    String plainPath() {
        return new QueryStringDecoder(address).rawPath();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    /** A parameter that is a whole number within a range. */
    int number(String name, int least, int most, int fallback) {
        String text = parameter(name).orElse(Integer.toString(fallback));
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw ApiException.badRequest(name + " must be " + least + " to " + most + ": " + text);
        }
        return value;
    }

    /** A field of the body, which must be a JSON object. */
    JsonNode field(String name) {
        try {
            return JsonText.parse(body).path(name);
        } catch (JacksonException e) {
            throw ApiException.badRequest("the body must be a JSON object with the field " + name);
        }
    }

    /** A text of the body that must not be blank. */
    String text(String name) {
        String text = field(name).asString("");
        if (text.isBlank()) {
            throw ApiException.badRequest("the body must be a JSON object whose field " + name + " is a text");
        }
        return text;
    }
}
