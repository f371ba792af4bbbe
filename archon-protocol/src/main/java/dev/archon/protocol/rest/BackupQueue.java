package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The backups of a world, and the operations on them.
 *
 * @param activeOperations the operations that are under way or wait
 * @param backups the backups
 * @param json the whole answer, for the fields that are not here
 */
public record BackupQueue(List<BackupOperation> activeOperations, List<Backup> backups, RawJson json) {

    /** Checks that nothing is {@code null}, and copies the lists. */
    public BackupQueue {
        activeOperations = List.copyOf(requireNonNull(activeOperations, "activeOperations"));
        backups = List.copyOf(requireNonNull(backups, "backups"));
        requireNonNull(json, "json");
    }

    /**
     * Finds a backup.
     *
     * @param id the backup's id
     * @return the backup; empty if it is not in the list
     */
    public Optional<Backup> backup(String id) {
        return backups.stream().filter(backup -> backup.id().equals(id)).findFirst();
    }
}
