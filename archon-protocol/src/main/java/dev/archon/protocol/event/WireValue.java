package dev.archon.protocol.event;

/**
 * A constant with a fixed text on the wire.
 *
 * <p>Every implementation has a constant {@code UNKNOWN}, whose text is empty, for values added to the protocol later.
 */
public sealed interface WireValue
        permits BackupState,
                BackupTask,
                FilesystemOperationState,
                FilesystemOperationType,
                InstallPhase,
                InstallResult,
                InstallType,
                LogLevel,
                LogStream,
                Platform,
                PowerState,
                PowerTarget,
                PowerVariant {

    /**
     * The text of this constant on the wire.
     *
     * @return the text; empty for {@code UNKNOWN}
     */
    String text();
}
