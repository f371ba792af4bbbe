package dev.archon.client.internal.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/** Masks and writes frames, and lets none follow a close frame (RFC 6455, section 5.5.1). */
final class FrameEncoder extends WebSocket13FrameEncoder {

    private boolean closing;

    FrameEncoder() {
        super(true);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (closing) {
            ReferenceCountUtil.release(message);
            // The failure of a void promise would break the connection, which is to be closed in order.
            if (!promise.isVoid()) {
                promise.tryFailure(new ClosedChannelException());
            }
            return;
        }
        closing = message instanceof CloseWebSocketFrame;
        super.write(context, message, promise);
    }
}
