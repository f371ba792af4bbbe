package dev.archon.simulator.recording;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;

/**
 * Passes the bytes of one side of a WebSocket to the other unchanged, and to the tap. Reads only while the other side can
 * be written to and the file has room. Both sides live on one event loop.
 */
final class Relay extends ChannelInboundHandlerAdapter {

    /** How long the other side may take to read the remaining bytes before its connection is closed. */
    private static final long LINGER_SECONDS = 10;

    private final Party from;
    private final Channel own;
    private final Channel other;
    private final RecordingTap tap;
    private final RecordingWriter writer;

    private Relay(Party from, Channel own, Channel other, RecordingTap tap, RecordingWriter writer) {
        this.from = from;
        this.own = own;
        this.other = other;
        this.tap = tap;
        this.writer = writer;
    }

    /** Connects two channels whose pipelines have no HTTP handlers any more. */
    static void join(Channel client, Channel server, RecordingTap tap, RecordingWriter writer) {
        Relay fromClient = new Relay(Party.CLIENT, client, server, tap, writer);
        Relay fromServer = new Relay(Party.SERVER, server, client, tap, writer);
        client.pipeline().addLast(fromClient);
        server.pipeline().addLast(fromServer);
        if (!client.isActive()) {
            fromClient.end(false);
        } else if (!server.isActive()) {
            fromServer.end(false);
        }
        fromClient.readIfThereIsRoom();
        fromServer.readIfThereIsRoom();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        tap.bytes(from, bytes);
        other.write(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
        readIfThereIsRoom();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        other.pipeline().get(Relay.class).readIfThereIsRoom();
    }

    private void readIfThereIsRoom() {
        boolean room = writer.hasRoom();
        own.config().setAutoRead(room && other.isWritable());
        if (!room) {
            writer.whenRoom(() -> own.eventLoop().execute(this::readIfThereIsRoom));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A connection that breaks is passed on as a reset.
        end(true);
        own.close();
    }

    private void end(boolean reset) {
        tap.ended(from, reset);
        if (reset) {
            other.config().setOption(ChannelOption.SO_LINGER, 0);
            other.eventLoop().execute(() -> {
                // Closed at the first handler, since TLS would send its own end of the connection first.
                ChannelHandlerContext first = other.pipeline().firstContext();
                var unused = first == null ? other.close() : first.close();
            });
        } else {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            other.eventLoop().schedule(() -> other.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }
}
