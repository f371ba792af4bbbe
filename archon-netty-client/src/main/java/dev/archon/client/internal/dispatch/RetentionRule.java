package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what of a server's events is kept when others are dropped. */
enum RetentionRule {
    /** It may be dropped. */
    NONE,

    /** All are kept: what the state of a server is known by, and what is rare. */
    ALL,

    /** The newest list of file operations is kept, and older ones with an operation that has ended and left the list. */
    NEWEST_OPERATIONS,

    /** The newest list of installs is kept, and older ones with an install that has ended and left the list. */
    NEWEST_INSTALLS;

    static RetentionRule of(ArchonEvent event) {
        if (ConsoleFormat.isConsole(event)) {
            // Nearly all that is ever dropped.
            return NONE;
        }
        if (event instanceof PowerStateEvent
                || event instanceof StateEvent
                || event instanceof InstallationResultEvent
                || event instanceof AuthOkEvent
                || event instanceof AuthExpiringEvent
                || event instanceof AuthIncorrectEvent) {
            return ALL;
        }
        if (event instanceof BackupProgressEvent backup) {
            return backup.stateValue().isFinal() ? ALL : NONE;
        }
        if (event instanceof FilesystemOpsEvent) {
            return NEWEST_OPERATIONS;
        }
        return event instanceof InstallProgressEvent ? NEWEST_INSTALLS : NONE;
    }

    /**
     * Whether a newer list has all that matters of an older one. Servers take items that have ended off their lists after a
     * while, and how they ended is never dropped.
     */
    static boolean supersedes(ArchonEvent newer, ArchonEvent older) {
        if (newer instanceof FilesystemOpsEvent now && older instanceof FilesystemOpsEvent before) {
            // Sets, because a server may send lists of any length, and this is done on the event loop.
            Set<String> there = now.all().stream().map(RetentionRule::nameOf).collect(Collectors.toSet());
            return before.all().stream()
                    .filter(RetentionRule::hasEnded)
                    .allMatch(ended -> there.contains(nameOf(ended)));
        }
        if (newer instanceof InstallProgressEvent now && older instanceof InstallProgressEvent before) {
            Set<String> there = now.items().stream().map(RetentionRule::nameOf).collect(Collectors.toSet());
            return before.items().stream()
                    .filter(item -> item.done() || item.failed())
                    .allMatch(ended -> there.contains(nameOf(ended)));
        }
        return false;
    }

    private static boolean hasEnded(FilesystemOperation operation) {
        return operation.failed()
                || operation.stateValue() == FilesystemOperationState.DONE
                || operation.stateValue() == FilesystemOperationState.CANCELLED;
    }

    /** Text and no record, since a set of texts is quick whatever a server chooses them to be. */
    private static String nameOf(FilesystemOperation operation) {
        return operation.id().toString();
    }

    private static String nameOf(InstallItem item) {
        return item.id() + " " + item.key();
    }

    boolean isNewestOnly() {
        return this == NEWEST_OPERATIONS || this == NEWEST_INSTALLS;
    }
}
