package dev.archon.protocol.event;

/** The token will expire soon; the server wants a new one on the same connection. */
public record AuthExpiringEvent() implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "auth-expiring";

    @Override
    public String type() {
        return TYPE;
    }
}
