/** A fake Archon for tests, offline development and benchmarks. */
module dev.archon.simulator {
    requires transitive dev.archon.protocol;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports dev.archon.simulator;
    exports dev.archon.simulator.scenario;
}
