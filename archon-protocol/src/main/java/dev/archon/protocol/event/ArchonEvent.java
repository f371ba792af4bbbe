package dev.archon.protocol.event;

/**
 * A message from a server.
 *
 * <p>The type is sealed, so a {@code switch} over it can be exhaustive. An event that this version does not know arrives
 * as {@link UnknownEvent}. A later version may add types: code that must not break then needs a
 * {@code default} branch.
 */
public sealed interface ArchonEvent
        permits AuthExpiringEvent,
                AuthIncorrectEvent,
                AuthOkEvent,
                BackupProgressEvent,
                FilesystemOpsEvent,
                InstallProgressEvent,
                InstallationResultEvent,
                Log4jEvent,
                LogEvent,
                NewModEvent,
                PowerStateEvent,
                StateEvent,
                StatsEvent,
                UnknownEvent,
                UptimeEvent {

    /**
     * The event's name on the wire, the value of its {@code event} field.
     *
     * @return the name, for example {@code "power-state"}
     */
    String type();
}
