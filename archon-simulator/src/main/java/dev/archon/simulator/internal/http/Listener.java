package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.Addresses;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The port that clients connect to. */
public final class Listener {

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 << 10, 256 << 10);

    private final Channel channel;
    private final URI baseUri;

    private Listener(Channel channel, URI baseUri) {
        this.channel = channel;
        this.baseUri = baseUri;
    }

    /**
     * Opens the port.
     *
     * @param group the event loops of connections; shut down if listening fails
     * @param host a name or an address
     * @param port the port; 0 for any that is free
     * @param tls encrypts connections; empty for plain HTTP
     * @param accept receives the pipeline of each new connection, empty except for TLS
     * @return the port, which is open
     * @throws IOException if it cannot listen there
     */
    public static Listener bind(
            EventLoopGroup group, String host, int port, Optional<SslContext> tls, Consumer<ChannelPipeline> accept)
            throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        accept.accept(channel.pipeline());
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
            String why = bound.cause() instanceof UnresolvedAddressException
                    ? "there is no such host"
                    : String.valueOf(bound.cause().getMessage());
            throw new IOException("cannot listen on " + host + ":" + port + ": " + why, bound.cause());
        }
        String scheme = tls.isPresent() ? "https://" : "http://";
        Channel channel = bound.channel();
        return new Listener(channel, URI.create(scheme + Addresses.authority(channel.localAddress())));
    }

    /**
     * The base address for clients.
     *
     * @return the address, without a slash at its end
     */
    public URI baseUri() {
        return baseUri;
    }

    /** Stops listening, within half a second. Connections that were accepted stay open. */
    public void close() {
        channel.close().awaitUninterruptibly(500, TimeUnit.MILLISECONDS);
    }
}
