package dev.archon.simulator.internal.api;

import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupOperation;
import dev.archon.simulator.game.Backups;
import dev.archon.simulator.internal.json.JsonText;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Backups as the REST calls show them. */
final class BackupJson {

    private BackupJson() {}

    static ObjectNode queue(Backups backups) {
        ObjectNode out = JsonText.object();
        ArrayNode active = out.putArray("active_operations");
        backups.active().forEach(operation -> {
            ObjectNode shown = operation(operation);
            operation.backupId().ifPresent(id -> shown.put("backup_id", id));
            active.add(shown);
        });
        ArrayNode all = out.putArray("backups");
        backups.all().forEach(backup -> all.add(backup(backup)));
        return out;
    }

    private static ObjectNode backup(Backup backup) {
        ObjectNode out = JsonText.object()
                .put("id", backup.id())
                .put("name", backup.name().orElse(""))
                .put("created_at", backup.createdAt().orElse(null))
                .put("status", backup.statusValue().text())
                .put("locked", backup.locked().orElse(false))
                .put("automated", backup.automated().orElse(false));
        ArrayNode history = out.putArray("history");
        backup.history()
                .forEach(operation -> history.add(operation(operation)
                        .put("state", operation.state().orElse(null))
                        .put("completed_at", operation.completedAt().orElse(null))
                        .put("error", operation.error().orElse(null))
                        .put("should_prompt", operation.shouldPrompt().orElse(false))));
        return out;
    }

    private static ObjectNode operation(BackupOperation operation) {
        OptionalLong id = operation.operationId();
        return JsonText.object()
                .put("operation_type", operation.type().orElse(null))
                .put("operation_id", id.isPresent() ? (Long) id.getAsLong() : null)
                .put("has_parent", operation.hasParent().orElse(false))
                .put("scheduled_for", operation.scheduledFor().orElse(null))
                .put("started_at", operation.startedAt().orElse(null))
                .put("synthetic_legacy", operation.syntheticLegacy().orElse(false))
                .putNull("user_info");
    }
}
