package dev.archon.simulator.conformance;

/** A side of a connection. */
public enum Peer {
    /** The client that is tried. */
    CLIENT,

    /** The simulated server. */
    SERVER
}
