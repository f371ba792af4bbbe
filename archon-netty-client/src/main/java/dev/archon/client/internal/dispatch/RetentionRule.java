package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;

/** Says what of a server's events is kept when others are dropped. */
enum RetentionRule {
    /** It may be dropped. */
    NONE,

    /** All are kept: what the state of a server is known by, and what is rare. */
    ALL,

    /** The newest list of files operations is kept, since it has what the older ones had. */
    NEWEST_OPERATIONS,

    /** The newest list of installs is kept, since it has what the older ones had. */
    NEWEST_INSTALLS;

    static RetentionRule of(ArchonEvent event) {
        if (ConsoleFormat.isConsole(event)) {
            // Nearly all that is ever dropped.
            return NONE;
        }
        if (event instanceof PowerStateEvent
                || event instanceof StateEvent
                || event instanceof AuthOkEvent
                || event instanceof AuthExpiringEvent
                || event instanceof AuthIncorrectEvent) {
            return ALL;
        }
        if (event instanceof BackupProgressEvent backup) {
            return backup.state().isFinal() ? ALL : NONE;
        }
        if (event instanceof FilesystemOpsEvent) {
            return NEWEST_OPERATIONS;
        }
        return event instanceof InstallProgressEvent ? NEWEST_INSTALLS : NONE;
    }

    boolean isNewestOnly() {
        return this == NEWEST_OPERATIONS || this == NEWEST_INSTALLS;
    }
}
