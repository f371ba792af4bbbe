package dev.archon.simulator.internal.wire;

import dev.archon.protocol.codec.RestCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answer to an HTTP request.
 *
 * @param status the HTTP status
 * @param body the body; empty for none
 * @param headers the headers besides the usual ones; a body is JSON unless they say otherwise
 * @param cookies the values of {@code Set-Cookie}, the one header whose values cannot be joined (RFC 9110, section 5.3)
 * @param charset how the body is written as bytes
 */
public record HttpAnswer(int status, String body, Map<String, String> headers, List<String> cookies, Charset charset) {

    private static final List<String> ORDER = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** 204 without a body. */
    public static final HttpAnswer EMPTY = new HttpAnswer(204, "", Map.of());

    /**
     * Copies the headers.
     *
     * @param status the HTTP status
     * @param body the body; empty for none
     * @param headers the headers besides the usual ones
     * @param cookies the values of {@code Set-Cookie}
     * @param charset how the body is written as bytes
     */
    public HttpAnswer {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /**
     * An answer whose body is written in UTF-8.
     *
     * @param status the HTTP status
     * @param body the body; empty for none
     * @param headers what it has besides the usual headers
     */
    public HttpAnswer(int status, String body, Map<String, String> headers) {
        this(status, body, headers, List.of(), StandardCharsets.UTF_8);
    }

    /**
     * An answer with status 200.
     *
     * @param json the body, JSON in UTF-8
     * @return the answer
     */
    public static HttpAnswer ok(byte[] json) {
        return new HttpAnswer(200, new String(json, StandardCharsets.UTF_8), Map.of());
    }

    /**
     * An error in the form of Archon's REST API.
     *
     * @param status the HTTP status
     * @param error a short name for the error
     * @param description the problem and the remedy
     * @return the answer
     */
    public static HttpAnswer error(int status, String error, String description) {
        return new HttpAnswer(
                status, new String(RestCodec.encodeError(error, description), StandardCharsets.UTF_8), Map.of());
    }

    /**
     * The answer to a method that a path does not have: 405, with an {@code Allow} header.
     *
     * @param methods the methods that the path itself has, without HEAD and OPTIONS
     * @return the answer
     */
    public static HttpAnswer methodNotAllowed(String... methods) {
        return error(405, "method_not_allowed", "use " + String.join(" or ", methods))
                .with("Allow", allow(List.of(methods)));
    }

    /**
     * The {@code Allow} header of a path. Every path that has GET has HEAD too, and every path has OPTIONS.
     *
     * @param methods the methods that the path itself has
     * @return all of its methods, in a fixed order
     */
    public static String allow(Collection<String> methods) {
        List<String> allowed = new ArrayList<>(methods);
        if (methods.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return ORDER.stream().filter(allowed::contains).collect(Collectors.joining(", "));
    }

    /**
     * The value of a header.
     *
     * @param name the header's name, in whatever letters
     * @return its value; empty if the answer does not have it
     */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * The same answer with one more header, in place of one of that name.
     *
     * @param header the header's name
     * @param value its value
     * @return the answer
     */
    public HttpAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new HttpAnswer(status, body, more, cookies, charset);
    }
}
