package dev.archon.simulator.recording;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Selects the headers that a proxy passes on; others belong to one connection only (RFC 9110, section 7.6.1). */
final class ProxyHeaders {

    private static final List<CharSequence> OF_ONE_CONNECTION = List.of(
            HttpHeaderNames.CONNECTION,
            "keep-alive",
            HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.HOST,
            // A compressed body could not be searched for tokens.
            HttpHeaderNames.ACCEPT_ENCODING,
            HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);

    private ProxyHeaders() {}

    static HttpHeaders toPassOn(HttpHeaders headers) {
        HttpHeaders copy = new DefaultHttpHeaders().set(headers);
        headers.getAllAsString(HttpHeaderNames.CONNECTION).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(copy::remove);
        OF_ONE_CONNECTION.forEach(copy::remove);
        return copy;
    }

    /** Headers as they are recorded. */
    static Map<String, String> toRecord(HttpHeaders headers, Redactor redactor) {
        Map<String, String> recorded = new TreeMap<>();
        headers.forEach(header -> recorded.merge(
                header.getKey(),
                redactor.header(header.getKey(), header.getValue()),
                (first, next) -> first + ", " + next));
        return recorded;
    }
}
