package dev.archon.benchmarks.contender;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketClientCompressionHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Netty's own WebSocket codec. */
final class NettyPeer implements ContenderClient {

    private static final int MAX_MESSAGE = 16 << 20;

    private final SslProvider tls;
    private @Nullable SslContext context;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());

    private NettyPeer(SslProvider tls) {
        this.tls = tls;
    }

    /** A client that decrypts by the JDK. */
    static NettyPeer withJdkTls() {
        return new NettyPeer(SslProvider.JDK);
    }

    /** A client that decrypts by OpenSSL. */
    static NettyPeer withOpenSsl() {
        return new NettyPeer(SslProvider.OPENSSL);
    }

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws IOException {
        Endpoint.Credentials credentials = endpoint.credentials();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        SslContext encryption = endpoint.tls() ? context(endpoint.trust()) : null;
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (encryption != null) {
                            channel.pipeline()
                                    .addLast(encryption.newHandler(
                                            channel.alloc(),
                                            credentials.uri().getHost(),
                                            credentials.uri().getPort()));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(1 << 16));
                        if (endpoint.deflate()) {
                            channel.pipeline().addLast(new WebSocketClientCompressionHandler(MAX_MESSAGE));
                        }
                        channel.pipeline()
                                .addLast(
                                        new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                                                .webSocketUri(credentials.uri())
                                                .allowExtensions(endpoint.deflate())
                                                .maxFramePayloadLength(MAX_MESSAGE)
                                                .build()),
                                        new WebSocketFrameAggregator(MAX_MESSAGE),
                                        new Handler(credentials.auth(), PeerHandler.of(endpoint, counter), ended));
                    }
                })
                .connect(credentials.uri().getHost(), credentials.uri().getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        ended.completeExceptionally(connected.cause());
                    }
                });
        return ended;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private SslContext context(Trust trust) throws SSLException {
        if (context == null) {
            context = SslContextBuilder.forClient()
                    .sslProvider(tls)
                    .trustManager(trust.authority())
                    .build();
        }
        return context;
    }

    private static final class Handler extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        private final String auth;
        private final PeerHandler handler;
        private final CompletableFuture<Void> ended;

        Handler(String auth, PeerHandler handler, CompletableFuture<Void> ended) {
            this.auth = auth;
            this.handler = handler;
            this.ended = ended;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                context.writeAndFlush(new TextWebSocketFrame(auth));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            // From the bytes: to make a String first costs more.
            ByteBuf content = frame.content();
            if (content.hasArray()) {
                handler.handle(content.array(), content.arrayOffset() + content.readerIndex(), content.readableBytes());
            } else {
                handler.handle(content.toString(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended.complete(null);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ended.completeExceptionally(cause);
            context.close();
        }
    }
}
