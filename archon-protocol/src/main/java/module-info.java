/**
 * The Archon protocol without a transport: events and their JSON, the connection's life as a pure state machine, and
 * the policies for retrying.
 *
 * <p>Nothing here opens a socket, starts a thread, reads a clock or draws a random number; whoever uses it passes those
 * in.
 */
@SuppressWarnings("module") // The modules that these packages are exported to are compiled after this one.
module dev.archon.protocol {
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports dev.archon.protocol.backoff;
    exports dev.archon.protocol.check to
            dev.archon.client,
            dev.archon.simulator;
    exports dev.archon.protocol.codec;
    exports dev.archon.protocol.console;
    exports dev.archon.protocol.event;
    exports dev.archon.protocol.rest;
    exports dev.archon.protocol.scan to
            dev.archon.client,
            dev.archon.simulator;
    exports dev.archon.protocol.session;
    exports dev.archon.protocol.text to
            dev.archon.client,
            dev.archon.simulator;
}
