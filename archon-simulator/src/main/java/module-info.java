/** A fake Archon for tests, offline development and benchmarks. */
module dev.archon.simulator {
    requires transitive dev.archon.protocol;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires java.net.http;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires static info.picocli;
    requires static io.netty.pkitesting;
    requires static transitive org.jspecify;
    // Not transitive: the compiler would then want JUnit of everyone who requires this module.
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.commons;

    exports dev.archon.simulator;
    exports dev.archon.simulator.journal;
    exports dev.archon.simulator.junit;
    exports dev.archon.simulator.scenario;

    opens dev.archon.simulator.cli to
            info.picocli;
}
