package dev.archon.simulator.internal.server;

/** A server is to be added whose id another one has. */
public final class ServerExistsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ServerExistsException(String server) {
        super("there is a server " + server + " already");
    }
}
