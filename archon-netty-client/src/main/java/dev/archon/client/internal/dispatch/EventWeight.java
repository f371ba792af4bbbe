package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.FilesystemOperation;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallItem;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.UnknownEvent;
import java.util.Optional;

/**
 * How large an event is beside the others of its batch, of which only the sum is known: by the text that it holds, which is
 * all of an event that a server can make large.
 */
final class EventWeight {

    /** About what a message has beside its text. */
    static final long FRAME = 32;

    private EventWeight() {}

    /**
     * Weighs an event.
     *
     * @param event the event
     * @return about the size of its message, in bytes; more than zero
     */
    static long of(ArchonEvent event) {
        if (event instanceof LogEvent log) {
            return FRAME + log.message().length() + length(log.stream());
        }
        return FRAME + text(event);
    }

    /**
     * Weighs a line of a message.
     *
     * @param line the line
     * @return the text that it holds
     */
    static long of(ConsoleLine line) {
        return line.text().length() + length(line.loggerName());
    }

    private static long text(ArchonEvent event) {
        if (event instanceof Log4jEvent log) {
            return length(log.loggerName())
                    + length(log.level())
                    + length(log.threadName())
                    + length(log.message())
                    + length(log.throwable());
        } else if (event instanceof UnknownEvent unknown) {
            return unknown.json().length();
        } else if (event instanceof StateEvent state) {
            return length(state.debug())
                    + state.powerVariant().length()
                    + length(state.target())
                    + length(state.progress())
                    + length(state.contentError());
        } else if (event instanceof PowerStateEvent power) {
            return power.state().length();
        } else if (event instanceof FilesystemOpsEvent operations) {
            return operations.all().stream().mapToLong(EventWeight::text).sum();
        } else if (event instanceof InstallProgressEvent progress) {
            return progress.items().stream().mapToLong(EventWeight::text).sum();
        } else if (event instanceof InstallationResultEvent result) {
            return length(result.reason()) + result.result().length();
        } else if (event instanceof BackupProgressEvent backup) {
            return (long) backup.id().length()
                    + backup.task().length()
                    + backup.state().length();
        } else if (event instanceof NewModEvent mod) {
            return length(mod.projectId()) + length(mod.versionId());
        }
        // What is left has numbers only.
        return 0;
    }

    private static long text(FilesystemOperation operation) {
        return FRAME
                + length(operation.op())
                + length(operation.id())
                + length(operation.state())
                + length(operation.mime())
                + length(operation.currentFile())
                + length(operation.invalidPath())
                + length(operation.src())
                + length(operation.started());
    }

    private static long text(InstallItem item) {
        return FRAME
                + length(item.worldId())
                + item.key().toString().length()
                + length(item.id())
                + length(item.error());
    }

    private static long length(Optional<?> text) {
        return text.isPresent() ? text.get().toString().length() : 0;
    }
}
