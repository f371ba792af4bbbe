package dev.archon.client.internal.transport;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;

/** Kept apart, because its classes are optional. */
final class EpollSockets {

    private EpollSockets() {}

    static Sockets sockets() {
        return new Sockets(
                "EPOLL",
                EpollIoHandler.class,
                EpollSocketChannel.class,
                EpollIoHandler::newFactory,
                Epoll.unavailabilityCause());
    }
}
