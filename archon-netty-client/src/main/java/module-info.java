/** An embeddable client for the consoles of Modrinth Hosting servers. */
module dev.archon.client {
    requires transitive dev.archon.protocol;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires transitive io.netty.transport;
    requires java.net.http;
    requires jdk.jfr;
    requires static transitive org.jspecify;

    exports dev.archon.client;
}
