package dev.archon.client.internal.transport;

import dev.archon.client.internal.net.NetworkError;
import dev.archon.client.internal.net.ProxyDialogue;
import dev.archon.client.internal.net.ProxyDialogue.Step;
import dev.archon.client.internal.net.Route;
import dev.archon.protocol.session.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Speaks with a proxy on a new connection, and removes itself when the tunnel is open. Belongs to the event loop. */
final class Tunnel extends ChannelInboundHandlerAdapter {

    private final ProxyDialogue dialogue;
    private final Route route;
    private final int limitMillis;
    private final Runnable open;
    private final Consumer<Failure> refused;
    private @Nullable Future<?> limit;
    private boolean done;

    /** Either {@code open} or {@code refused} is run once. */
    Tunnel(Route route, int limitMillis, Runnable open, Consumer<Failure> refused) {
        this.dialogue = ProxyDialogue.with(route);
        this.route = route;
        this.limitMillis = limitMillis;
        this.open = open;
        this.refused = refused;
    }

    /** Sends the first bytes; called once the connection to the proxy stands. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        limit = context.executor()
                .schedule(
                        () -> refuse(
                                context,
                                route.firstHop() + " did not connect to " + route.target() + " within " + limitMillis
                                        + " ms (connectTimeout); check the proxy and its network"),
                        limitMillis,
                        TimeUnit.MILLISECONDS);
        context.writeAndFlush(Unpooled.wrappedBuffer(dialogue.opening()));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Told to the handlers behind once the tunnel is open.
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (!done && bytes.isReadable()) {
                read(context, bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        Step step = dialogue.read(bytes.readByte());
        if (step instanceof Step.Say say) {
            context.writeAndFlush(Unpooled.wrappedBuffer(say.bytes()));
        } else if (step instanceof Step.Refused refusal) {
            refuse(context, refusal.failure());
        } else if (step == Step.Done.OPEN && bytes.isReadable()) {
            // The host at the end waits for us to speak first, so this is the proxy's.
            refuse(
                    context,
                    route.firstHop() + " said that it had connected to " + route.target()
                            + ", and sent bytes of its own; check that it is a proxy which makes tunnels");
        } else if (step == Step.Done.OPEN) {
            finish();
            context.pipeline().remove(this);
            open.run();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        refuse(
                context,
                route.firstHop() + " ended the connection before it had connected to " + route.target()
                        + "; check the proxy's kind, its port and what it allows");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(
                context,
                route.firstHop() + " broke the connection before it had connected to " + route.target() + " ("
                        + NetworkError.reason(cause) + "); check the proxy and the network");
    }

    private void refuse(ChannelHandlerContext context, String words) {
        refuse(context, Failure.of(words));
    }

    private void refuse(ChannelHandlerContext context, Failure failure) {
        if (!done) {
            finish();
            refused.accept(failure);
            context.close();
        }
    }

    private void finish() {
        done = true;
        if (limit != null) {
            limit.cancel(false);
        }
    }
}
