package dev.archon.client;

import dev.archon.client.internal.rest.ApiCall;
import dev.archon.client.internal.rest.RestClient;
import dev.archon.protocol.codec.ApiCodec;
import dev.archon.protocol.rest.BackupOperationType;
import dev.archon.protocol.rest.BackupQueue;
import dev.archon.protocol.rest.RestPaths;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The calls about the backups of a world. Limits, threads and errors are those of {@link ArchonApi}. The progress of what
 * these calls begin comes as {@link dev.archon.protocol.event.BackupProgressEvent} on the server's connection.
 */
public final class BackupsApi {

    private final ApiCalls calls;
    private final String serverId;
    private final String worldId;
    private final Consumer<BackupQueue> listed;

    /** Every list that is fetched is given to {@code listed} before the future completes. */
    BackupsApi(ApiCalls calls, String serverId, String worldId, Consumer<BackupQueue> listed) {
        // Tells a bad id at once, and not with each call.
        RestPaths.backups(serverId, worldId);
        this.calls = calls;
        this.serverId = serverId;
        this.worldId = worldId;
        this.listed = listed;
    }

    /**
     * Lists the backups, and what is being done with them.
     *
     * @return the backups
     */
    public CompletableFuture<BackupQueue> list() {
        return calls.archon(serverId, ApiCall.of("GET", RestPaths.backups(serverId, worldId)), body -> {
            BackupQueue queue = ApiCodec.decodeBackups(body);
            listed.accept(queue);
            return queue;
        });
    }

    /**
     * Asks for a backup.
     *
     * @param name the backup's name
     * @return the backup's id, by which its progress events are known
     */
    public CompletableFuture<String> create(String name) {
        return calls.archon(
                serverId,
                new ApiCall("POST", RestPaths.backups(serverId, worldId), ApiCodec.encodeName(name)),
                ApiCodec::decodeCreatedBackup);
    }

    /**
     * Asks to set the world back to a backup.
     *
     * @param backupId the backup's id
     * @param name the name of the backup that the server makes of the present state
     * @return completes when it is accepted
     */
    public CompletableFuture<Void> restore(String backupId, String name) {
        return post(path(backupId) + "/restore", ApiCodec.encodeName(name));
    }

    /**
     * Deletes a backup.
     *
     * @param backupId the backup's id
     * @return completes when it is accepted
     */
    public CompletableFuture<Void> delete(String backupId) {
        return calls.archon(serverId, ApiCall.of("DELETE", path(backupId)), RestClient::nothing);
    }

    /**
     * Deletes several backups with one call.
     *
     * @param backupIds the backups' ids
     * @return completes when it is accepted
     */
    public CompletableFuture<Void> deleteAll(List<String> backupIds) {
        return post(
                RestPaths.backups(serverId, worldId) + "/delete-many",
                ApiCodec.encodeBackupIds(List.copyOf(backupIds)));
    }

    /**
     * Asks to make a backup again that has failed.
     *
     * @param backupId the backup's id
     * @return completes when it is accepted
     */
    public CompletableFuture<Void> retry(String backupId) {
        return post(path(backupId) + "/retry", new byte[0]);
    }

    /**
     * Renames a backup.
     *
     * @param backupId the backup's id
     * @param name the new name
     * @return completes when it is done
     */
    public CompletableFuture<Void> rename(String backupId, String name) {
        return calls.archon(
                serverId,
                new ApiCall("PATCH", RestPaths.backupName(serverId, worldId, backupId), ApiCodec.encodeName(name)),
                RestClient::nothing);
    }

    /**
     * Cancels an operation.
     *
     * @param type what is done with the backup, not {@link BackupOperationType#UNKNOWN}
     * @param operationId the operation's number
     * @return completes when it is accepted
     */
    public CompletableFuture<Void> cancel(BackupOperationType type, long operationId) {
        return post(RestPaths.backupOperation(serverId, worldId, type, operationId) + "/cancel", new byte[0]);
    }

    /**
     * Acknowledges the end of an operation, so that users are not told of it again.
     *
     * @param type what was done with the backup, not {@link BackupOperationType#UNKNOWN}
     * @param operationId the operation's number
     * @return completes when it is done
     */
    public CompletableFuture<Void> acknowledge(BackupOperationType type, long operationId) {
        return post(RestPaths.backupOperation(serverId, worldId, type, operationId) + "/ack", new byte[0]);
    }

    private String path(String backupId) {
        return RestPaths.backup(serverId, worldId, backupId);
    }

    private CompletableFuture<Void> post(String path, byte[] body) {
        return calls.archon(serverId, new ApiCall("POST", path, body), RestClient::nothing);
    }
}
