package dev.archon.client.internal.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A kind of sockets, and the event loops that drive them.
 *
 * @param name as the embedder knows it
 * @param driver the kind of event loops
 * @param channel the kind of sockets
 * @param newDriver makes event loops
 * @param unavailable why it cannot be used; {@code null} if it can be
 */
public record Sockets(
        String name,
        Class<? extends IoHandler> driver,
        Class<? extends SocketChannel> channel,
        Supplier<IoHandlerFactory> newDriver,
        @Nullable Throwable unavailable) {

    private static final Sockets NIO =
            new Sockets("NIO", NioIoHandler.class, NioSocketChannel.class, NioIoHandler::newFactory, null);

    /**
     * The JDK's selectors.
     *
     * @return NIO
     */
    public static Sockets nio() {
        return NIO;
    }

    /**
     * Linux' epoll.
     *
     * @return epoll
     * @throws IllegalStateException if it cannot be used here
     */
    public static Sockets epoll() {
        return usable("EPOLL", "netty-transport-native-epoll", EpollSockets::sockets);
    }

    /**
     * Linux' io_uring.
     *
     * @return io_uring
     * @throws IllegalStateException if it cannot be used here
     */
    public static Sockets ioUring() {
        return usable("IO_URING", "netty-transport-native-io_uring", IoUringSockets::sockets);
    }

    /**
     * The best that can be used here.
     *
     * @return epoll, or else NIO. Not io_uring: with Netty 4.2.18 the end of an event loop hung in 2 of 400 clients, and a
     *     close frame was lost before a reset
     */
    public static Sockets best() {
        return present(EpollSockets::sockets).filter(Sockets::works).orElse(NIO);
    }

    /**
     * Those that an event loop group drives.
     *
     * @param group the embedder's
     * @return the kind of sockets
     * @throws IllegalArgumentException if the group drives none that are known here
     */
    public static Sockets fitting(EventLoopGroup group) {
        if (group instanceof IoEventLoopGroup known) {
            for (Supplier<Sockets> kind :
                    List.<Supplier<Sockets>>of(Sockets::nio, EpollSockets::sockets, IoUringSockets::sockets)) {
                Optional<Sockets> sockets = present(kind);
                if (sockets.isPresent() && known.isIoType(sockets.get().driver())) {
                    return sockets.get();
                }
            }
        }
        throw new IllegalArgumentException(
                "the event loop group (" + group.getClass().getSimpleName()
                        + ") must be of NIO, epoll or io_uring, for example new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory())");
    }

    private static Sockets usable(String name, String artifact, Supplier<Sockets> kind) {
        Optional<Sockets> sockets = present(kind);
        return sockets.filter(Sockets::works)
                .orElseThrow(() -> new IllegalStateException(
                        "transport " + name + " cannot be used here; put io.netty:" + artifact
                                + " with the classifier of this platform on the class path, or leave transport(...) out",
                        sockets.map(Sockets::unavailable).orElse(null)));
    }

    private boolean works() {
        return unavailable == null;
    }

    private static Optional<Sockets> present(Supplier<Sockets> kind) {
        try {
            return Optional.of(kind.get());
        } catch (LinkageError e) {
            // The optional jar is not there.
            return Optional.empty();
        }
    }
}
