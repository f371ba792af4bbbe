package dev.archon.simulator.internal.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/**
 * Collects each request with its body. One whose body is too large is refused as any call is: with a text, readable by the
 * pages that may make the call, and in the journal. The rest of such a body is discarded.
 */
public final class BodyLimit extends HttpObjectAggregator {

    private final int most;
    private final HttpHandler handler;

    /**
     * Makes the limit of one connection.
     *
     * @param most how many bytes a body may have
     * @param handler answers what is refused
     */
    public BodyLimit(int most, HttpHandler handler) {
        super(most);
        this.most = most;
        this.handler = handler;
    }

    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int limit, ChannelPipeline pipeline) {
        if (HttpUtil.is100ContinueExpected(start) && HttpUtil.getContentLength(start, -1L) > limit) {
            // The client does not send the body, so that what comes next is a request.
            pipeline.fireUserEventTriggered(HttpExpectationFailedEvent.INSTANCE);
            return null;
        }
        return super.newContinueResponse(start, limit, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        if (oversized instanceof HttpRequest request) {
            handler.refuseBody(ctx, request, most);
        }
    }
}
