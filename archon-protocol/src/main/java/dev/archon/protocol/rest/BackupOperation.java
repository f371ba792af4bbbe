package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The making or restoring of a backup, under way or in its history.
 *
 * @param backupId the backup's id; empty in the history of a backup
 * @param type the type of the operation as it was sent; see {@link #typeValue()}
 * @param operationId the operation's number, by which it is cancelled and acknowledged; empty for older ones
 * @param hasParent whether it belongs to another operation
 * @param scheduledFor the time at which it is to start (ISO 8601)
 * @param startedAt when it began (ISO 8601); empty if it has not
 * @param syntheticLegacy whether the server has made it up for a backup of an older version
 * @param userInfo who asked for it
 * @param state its state as it was sent; empty while it is under way; see {@link #stateValue()}
 * @param completedAt when it ended (ISO 8601)
 * @param error the error in words
 * @param shouldPrompt whether the user should be shown its end; false once it is acknowledged
 */
public record BackupOperation(
        Optional<String> backupId,
        Optional<String> type,
        OptionalLong operationId,
        Optional<Boolean> hasParent,
        Optional<String> scheduledFor,
        Optional<String> startedAt,
        Optional<Boolean> syntheticLegacy,
        Optional<RawJson> userInfo,
        Optional<String> state,
        Optional<String> completedAt,
        Optional<String> error,
        Optional<Boolean> shouldPrompt) {

    /** Checks that nothing is {@code null}. */
    public BackupOperation {
        requireNonNull(backupId, "backupId");
        requireNonNull(type, "type");
        requireNonNull(operationId, "operationId");
        requireNonNull(hasParent, "hasParent");
        requireNonNull(scheduledFor, "scheduledFor");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(syntheticLegacy, "syntheticLegacy");
        requireNonNull(userInfo, "userInfo");
        requireNonNull(state, "state");
        requireNonNull(completedAt, "completedAt");
        requireNonNull(error, "error");
        requireNonNull(shouldPrompt, "shouldPrompt");
    }

    /**
     * The type of the operation.
     *
     * @return the type, or {@link BackupOperationType#UNKNOWN}
     */
    public BackupOperationType typeValue() {
        return type.map(BackupOperationType::of).orElse(BackupOperationType.UNKNOWN);
    }

    /**
     * The state of the operation.
     *
     * @return the state; empty if the server sent none
     */
    public Optional<BackupOperationState> stateValue() {
        return state.map(BackupOperationState::of);
    }
}
