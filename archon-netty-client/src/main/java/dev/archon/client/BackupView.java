package dev.archon.client;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.rest.Backup;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a backup: what the list of backups says, and how far its tasks have come.
 *
 * @param id the backup's id
 * @param backup as the list that was fetched last describes it; empty if the backup is in no list
 * @param tasks the newest progress of each of its tasks, as in {@link ServerSnapshot#backups()}
 */
public record BackupView(String id, Optional<Backup> backup, List<Timestamped<BackupProgressEvent>> tasks) {

    /** Checks that nothing is {@code null}. */
    public BackupView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(backup, "backup");
        tasks = List.copyOf(tasks);
    }

    /**
     * Whether something is being done with the backup, as its events say.
     *
     * @return whether a task has not ended
     */
    public boolean busy() {
        return tasks.stream().anyMatch(task -> !task.value().stateValue().isFinal());
    }
}
