package dev.archon.client.internal.transport;

import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;

/** Kept apart, because its classes are optional. */
final class IoUringSockets {

    private IoUringSockets() {}

    static Sockets sockets() {
        return new Sockets(
                "IO_URING",
                IoUringIoHandler.class,
                IoUringSocketChannel.class,
                IoUringIoHandler::newFactory,
                IoUring.unavailabilityCause());
    }
}
