package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.Addresses;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/** Reads the host and the path that a request is sent to. */
final class RequestAddress {

    private RequestAddress() {}

    /** The host and port that the client itself used, so that they also work through a proxy or a container's port. */
    static String host(ChannelHandlerContext ctx, HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        return host.isEmpty() ? Addresses.authority(ctx.channel().localAddress()) : host;
    }

    /** The path without its query, as it was sent. */
    static String rawPath(HttpRequest request) {
        return new QueryStringDecoder(request.uri()).rawPath();
    }

    /** The part of a path between a prefix and a suffix, as it was sent; empty if they overlap. */
    static String rawSegment(String path, String prefix, String suffix) {
        int end = path.length() - suffix.length();
        return end < prefix.length() ? "" : path.substring(prefix.length(), end);
    }

    /** A part of a path without its escapes. A plus sign in a path stands for itself. */
    static String decoded(String segment) {
        return QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
    }
}
