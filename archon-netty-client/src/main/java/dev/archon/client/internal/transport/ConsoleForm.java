package dev.archon.client.internal.transport;

/** In which form the messages of the console are wanted, apart from relays. */
public enum ConsoleForm {
    /** By nobody. */
    NONE,

    /** As lines only, so that no events have to be made. */
    LINES,

    /** As events. */
    EVENTS
}
