package dev.archon.protocol.event;

/** The server has refused the token. */
public record AuthIncorrectEvent() implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "auth-incorrect";

    @Override
    public String type() {
        return TYPE;
    }
}
