package dev.archon.protocol.event;

/**
 * How long the server's process has run.
 *
 * @param uptime the time in seconds
 */
public record UptimeEvent(long uptime) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "uptime";

    @Override
    public String type() {
        return TYPE;
    }
}
