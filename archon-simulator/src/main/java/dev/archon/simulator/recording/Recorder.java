package dev.archon.simulator.recording;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The state that all connections of a recording proxy share. May be used from any thread. */
final class Recorder {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final boolean encrypted;
    private final Upstream upstream;
    private final RecordingWriter writer;
    private final SocketRoutes routes = new SocketRoutes();
    private final Redactor redactor = new Redactor();
    private final AtomicLong connections = new AtomicLong();
    private final long begin = System.nanoTime();

    /**
     * Makes the recorder of a proxy.
     *
     * @param base the real server's base address, without a slash at its end
     * @param encrypted whether the proxy itself speaks TLS
     * @param upstream the way to the real server
     * @param writer receives the entries
     */
    Recorder(URI base, boolean encrypted, Upstream upstream, RecordingWriter writer) {
        this.base = base;
        this.encrypted = encrypted;
        this.upstream = upstream;
        this.writer = writer;
    }

    URI base() {
        return base;
    }

    Upstream upstream() {
        return upstream;
    }

    RecordingWriter writer() {
        return writer;
    }

    SocketRoutes routes() {
        return routes;
    }

    RecordingTap newTap() {
        return new RecordingTap(connections.incrementAndGet(), this::micros, redactor, writer::write);
    }

    /** The address of this proxy as the client itself wrote it. */
    String webSocketBase(HttpRequest request) {
        return (encrypted ? "wss://" : "ws://") + request.headers().get(HttpHeaderNames.HOST, "127.0.0.1");
    }

    void rest(FullHttpRequest request, FullHttpResponse response, byte[] body) {
        write(request, response.status().code(), response.headers(), body);
    }

    void restWithoutAnswer(FullHttpRequest request) {
        write(request, 0, EmptyHttpHeaders.INSTANCE, new byte[0]);
    }

    private void write(FullHttpRequest request, int status, HttpHeaders responseHeaders, byte[] responseBody) {
        // Headers and bodies come before the path, since the tokens to look for in it are learned from them.
        var requestHeaders = ProxyHeaders.toRecord(request.headers(), redactor);
        JsonNode answer = body(responseBody);
        writer.write(new RecordingEntry.Rest(
                micros(),
                request.method().name(),
                redactor.text(request.uri()),
                status,
                requestHeaders,
                body(ByteBufUtil.getBytes(request.content())),
                ProxyHeaders.toRecord(responseHeaders, redactor),
                answer));
    }

    private JsonNode body(byte[] bytes) {
        if (bytes.length > 0) {
            try {
                return redactor.json(JSON.readTree(bytes));
            } catch (JacksonException e) {
                return JSON.createObjectNode().put("omitted", bytes.length);
            }
        }
        return JSON.nullNode();
    }

    private long micros() {
        return (System.nanoTime() - begin) / 1000;
    }
}
