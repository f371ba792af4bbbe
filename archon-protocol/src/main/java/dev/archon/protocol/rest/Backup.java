package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A backup of a world.
 *
 * @param id the backup's id, a UUID; that of its {@code backup-progress} events
 * @param name its name
 * @param createdAt when it was asked for (ISO 8601)
 * @param status its status as it was sent; see {@link #statusValue()}
 * @param locked whether it is kept from being deleted
 * @param automated whether it was made by a schedule
 * @param history the operations on it
 */
public record Backup(
        String id,
        Optional<String> name,
        Optional<String> createdAt,
        Optional<String> status,
        Optional<Boolean> locked,
        Optional<Boolean> automated,
        List<BackupOperation> history) {

    /** Checks that nothing is {@code null}, and copies the list. */
    public Backup {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(status, "status");
        requireNonNull(locked, "locked");
        requireNonNull(automated, "automated");
        history = List.copyOf(requireNonNull(history, "history"));
    }

    /**
     * The status of the backup.
     *
     * @return the status, or {@link BackupStatus#UNKNOWN}
     */
    public BackupStatus statusValue() {
        return status.map(BackupStatus::of).orElse(BackupStatus.UNKNOWN);
    }
}
