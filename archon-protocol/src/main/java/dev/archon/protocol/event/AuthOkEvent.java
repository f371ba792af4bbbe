package dev.archon.protocol.event;

/** The server has accepted the token; its other events follow. */
public record AuthOkEvent() implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "auth-ok";

    @Override
    public String type() {
        return TYPE;
    }
}
