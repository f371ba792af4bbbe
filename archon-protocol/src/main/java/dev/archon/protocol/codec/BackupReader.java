package dev.archon.protocol.codec;

import dev.archon.protocol.rest.Backup;
import dev.archon.protocol.rest.BackupOperation;
import dev.archon.protocol.rest.BackupQueue;
import dev.archon.protocol.rest.RawJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of backups to records. A backup without an id means nothing; all else may be absent. */
final class BackupReader {

    private static final FieldSelection QUEUE = FieldSelection.of()
            .withList("active_operations", BackupReader::operation)
            .withList("backups", BackupReader::backup);
    private static final FieldSelection BACKUP = FieldSelection.of(
                    "id", "name", "created_at", "status", "locked", "automated")
            .withList("history", BackupReader::operation);
    private static final FieldSelection OPERATION = FieldSelection.of(
                    "backup_id",
                    "operation_type",
                    "operation_id",
                    "has_parent",
                    "scheduled_for",
                    "started_at",
                    "synthetic_legacy",
                    "state",
                    "completed_at",
                    "should_prompt")
            .withAny("user_info", in -> in.objectOrNull(object -> new RawJson(object.json())))
            .withAny("error", JsonReader::textOrJson);

    private BackupReader() {}

    static BackupQueue queue(JsonReader in) throws ProtocolException {
        JsonFields f = in.fields(QUEUE);
        return new BackupQueue(
                ServerReader.elements(f, "active_operations", BackupOperation.class),
                f.list("backups", Backup.class),
                new RawJson(in.text()));
    }

    private static @Nullable Backup backup(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(BACKUP);
        String id = f.optionalString("id").orElse(null);
        return id == null
                ? null
                : new Backup(
                        id,
                        f.optionalString("name"),
                        f.optionalString("created_at"),
                        f.optionalString("status"),
                        f.optionalBool("locked"),
                        f.optionalBool("automated"),
                        ServerReader.elements(f, "history", BackupOperation.class));
    }

    private static @Nullable BackupOperation operation(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(OPERATION);
        Optional<String> type = f.optionalString("operation_type");
        if (type.isEmpty()) {
            return null;
        }
        return new BackupOperation(
                f.optionalString("backup_id"),
                type,
                f.optionalInteger("operation_id"),
                f.optionalBool("has_parent"),
                f.optionalString("scheduled_for"),
                f.optionalString("started_at"),
                f.optionalBool("synthetic_legacy"),
                f.optional("user_info", RawJson.class),
                f.optionalString("state"),
                f.optionalString("completed_at"),
                f.optional("error", String.class),
                f.optionalBool("should_prompt"));
    }
}
