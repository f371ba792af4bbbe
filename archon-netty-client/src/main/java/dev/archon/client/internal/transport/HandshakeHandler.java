package dev.archon.client.internal.transport;

import dev.archon.client.internal.handshake.Handshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.util.function.Function;

/**
 * Does the opening handshake once the channel is active, then hands over to a frame reader and a frame encoder. Behind
 * them it announces {@link ClientHandshakeStateEvent#HANDSHAKE_COMPLETE}. A handshake that fails becomes an {@link
 * OpenFailedException}.
 *
 * <p>It stands in for Netty's {@code WebSocketClientProtocolHandler} with its HTTP codec and aggregator, which wait for the
 * body of a refusal, take an interim answer for a refusal, and take extensions that were not offered.
 */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {

    private final Handshake handshake;
    private final Function<Boolean, ChannelHandler> readers;

    /** The reader is made for a connection with or without {@code permessage-deflate}. */
    HandshakeHandler(Handshake handshake, Function<Boolean, ChannelHandler> readers) {
        this.handshake = handshake;
        this.readers = readers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.wrappedBuffer(handshake.request())).addListener(written -> {
            if (!written.isSuccess()) {
                context.fireExceptionCaught(written.cause());
            }
        });
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            // Removed as soon as the answer is decided: what follows a refusal is discarded.
            while (!context.isRemoved() && bytes.isReadable()) {
                read(context, bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        Handshake.Outcome outcome = handshake.read(bytes.readByte());
        if (outcome instanceof Handshake.Refused refused) {
            context.pipeline().remove(this);
            context.fireExceptionCaught(new OpenFailedException(refused.failure()));
        } else if (outcome instanceof Handshake.Open open) {
            open(context, open.compressed());
            if (bytes.isReadable()) {
                context.fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes()));
            }
        }
    }

    private void open(ChannelHandlerContext context, boolean compressed) {
        WebSocketPipeline.afterHandshake(context, readers.apply(compressed));
        context.fireUserEventTriggered(ClientHandshakeStateEvent.HANDSHAKE_COMPLETE);
    }
}
