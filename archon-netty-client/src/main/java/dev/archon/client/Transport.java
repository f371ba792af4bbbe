package dev.archon.client;

/**
 * How sockets are driven. All do the same; the native ones may cost less with very many connections.
 *
 * <p>The native ones load a library. JDK 24 and later print a warning when they do, and later ones will refuse to, unless the
 * JVM is started with {@code --enable-native-access=ALL-UNNAMED}, or on the module path with {@code
 * --enable-native-access=io.netty.transport.unix.common,io.netty.transport.classes.epoll,io.netty.transport.classes.io_uring}.
 */
public enum Transport {
    /** {@link #EPOLL} if its jar is there and works, else {@link #NIO}. Never {@link #IO_URING}, which is by choice only. */
    AUTO,

    /** The JDK's selectors, on every platform. */
    NIO,

    /** Linux. Needs {@code io.netty:netty-transport-native-epoll} with the classifier of the platform. */
    EPOLL,

    /**
     * Linux, where the kernel allows it, as many containers do not. Needs {@code
     * io.netty:netty-transport-native-io_uring} with the classifier of the platform.
     *
     * <p>With Netty 4.2.18, {@link ArchonClient#close} of 2 in 400 clients did not see its event loops end, and the close
     * frame of a server that resets the connection right behind it can be lost, so that its close code is not seen. Measure
     * before choosing it, and prefer {@link #EPOLL}.
     */
    IO_URING
}
