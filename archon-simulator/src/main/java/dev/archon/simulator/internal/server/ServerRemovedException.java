package dev.archon.simulator.internal.server;

/** A server is asked for something after it was removed from its simulator. */
public final class ServerRemovedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ServerRemovedException(String server) {
        super("server " + server + " was removed");
    }
}
