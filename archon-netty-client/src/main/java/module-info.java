/** An embeddable client for the consoles of Modrinth Hosting servers. */
module dev.archon.client {
    requires transitive dev.archon.protocol;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.compression;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires transitive io.netty.transport;
    requires transitive java.net.http;
    requires jdk.jfr;
    requires static io.netty.transport.classes.epoll;
    requires static io.netty.transport.classes.io_uring;
    requires static transitive org.jspecify;

    exports dev.archon.client;
}
