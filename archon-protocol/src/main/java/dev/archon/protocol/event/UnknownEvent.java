package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Set;

/**
 * A message that this version does not know, or cannot read as the event that it is named after: because something is
 * missing without which the event means nothing, or because there is more in it than one object.
 *
 * @param type the event's name on the wire, which may be one that this version knows; empty if the message has none
 * @param json the whole message, untouched
 */
public record UnknownEvent(String type, String json) implements ArchonEvent {

    private static final Set<String> KNOWN = Set.of(
            AuthExpiringEvent.TYPE,
            AuthIncorrectEvent.TYPE,
            AuthOkEvent.TYPE,
            BackupProgressEvent.TYPE,
            FilesystemOpsEvent.TYPE,
            InstallProgressEvent.TYPE,
            InstallationResultEvent.TYPE,
            Log4jEvent.TYPE,
            LogEvent.TYPE,
            NewModEvent.TYPE,
            PowerStateEvent.TYPE,
            StateEvent.TYPE,
            StatsEvent.TYPE,
            UptimeEvent.TYPE);

    /** Checks that nothing is {@code null}. */
    public UnknownEvent {
        required(type, "type");
        required(json, "json");
    }

    /**
     * Whether the message is at fault, and not this version, which may be older than the server.
     *
     * @return {@code true} if it names no event, or one that this version knows and that it could not be read as
     */
    public boolean malformed() {
        return type.isEmpty() || KNOWN.contains(type);
    }
}
