package dev.archon.client;

/** How sockets are driven. All do the same; the native ones may cost less with very many connections. */
public enum Transport {
    /** {@link #EPOLL} if its jar is there and works, else {@link #IO_URING} if its jar is, else {@link #NIO}. */
    AUTO,

    /** The JDK's selectors, on every platform. */
    NIO,

    /** Linux. Needs {@code io.netty:netty-transport-native-epoll} with the classifier of the platform. */
    EPOLL,

    /** Linux, where the kernel allows it. Needs {@code io.netty:netty-transport-native-io_uring} with the classifier. */
    IO_URING
}
