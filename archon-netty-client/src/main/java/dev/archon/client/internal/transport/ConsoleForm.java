package dev.archon.client.internal.transport;

/** The form in which messages of the console are delivered, apart from relays. */
public enum ConsoleForm {
    /** By nobody. */
    NONE,

    /** As lines only, so that no events have to be made. */
    LINES,

    /** As events. */
    EVENTS
}
