package dev.archon.simulator.internal.api;

import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.simulator.game.Backups;
import dev.archon.simulator.internal.api.ApiRoute.Access;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.wire.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The backups of a world: the list, and what is done with them. */
final class BackupCalls {

    private static final String WORLD = "/v1/servers/{server}/worlds/{world}";
    private static final String QUEUE = WORLD + "/backups-queue";
    private static final String OPERATION = QUEUE + "/history/{task}/{operation}";

    private final ApiServers servers;

    BackupCalls(ApiServers servers) {
        this.servers = servers;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", QUEUE, Access.USER, this::list),
                new ApiRoute("POST", QUEUE, Access.USER, this::create),
                new ApiRoute("POST", QUEUE + "/delete-many", Access.USER, this::deleteMany),
                new ApiRoute("DELETE", QUEUE + "/{backup}", Access.USER, this::delete),
                new ApiRoute("POST", QUEUE + "/{backup}/restore", Access.USER, this::restore),
                new ApiRoute("POST", QUEUE + "/{backup}/retry", Access.USER, this::retry),
                new ApiRoute("PATCH", WORLD + "/backups/{backup}", Access.USER, this::rename),
                new ApiRoute("POST", OPERATION + "/cancel", Access.USER, this::cancel),
                new ApiRoute("POST", OPERATION + "/ack", Access.USER, this::acknowledge));
    }

    /**
     * Refuses a world that the server does not have.
     *
     * @throws ApiException if the path names another one
     */
    static void checkWorld(ServerHost host, Map<String, String> variables) {
        String world = host.game().installations().worldId();
        if (!world.equals(variables.get("world"))) {
            throw new ApiException(
                    404, "world_not_found", "no such world; server " + host.id() + " has the world " + world);
        }
    }

    private CompletableFuture<HttpAnswer> list(ApiRequest request, Map<String, String> variables) {
        return servers.answer(variables, host -> {
            checkWorld(host, variables);
            return ServerCalls.ok(BackupJson.queue(host.game().backups()));
        });
    }

    private CompletableFuture<HttpAnswer> create(ApiRequest request, Map<String, String> variables) {
        String name = request.text("name");
        return servers.change(variables, host -> {
            checkWorld(host, variables);
            try {
                UUID id = host.game().backups().create(name, BackupState.DONE);
                return ServerCalls.ok(JsonText.object().put("id", id.toString()));
            } catch (IllegalStateException e) {
                throw new ApiException(409, "too_many_backups", String.valueOf(e.getMessage()));
            }
        });
    }

    private CompletableFuture<HttpAnswer> restore(ApiRequest request, Map<String, String> variables) {
        return change(variables, backups -> backups.restore(backup(variables), BackupState.DONE));
    }

    private CompletableFuture<HttpAnswer> retry(ApiRequest request, Map<String, String> variables) {
        return change(variables, backups -> backups.retry(backup(variables)));
    }

    private CompletableFuture<HttpAnswer> rename(ApiRequest request, Map<String, String> variables) {
        String name = request.text("name");
        return change(variables, backups -> backups.rename(backup(variables), name));
    }

    private CompletableFuture<HttpAnswer> delete(ApiRequest request, Map<String, String> variables) {
        return change(variables, backups -> {
            if (!backups.delete(backup(variables))) {
                throw new IllegalArgumentException("no backup " + variables.get("backup"));
            }
        });
    }

    private CompletableFuture<HttpAnswer> deleteMany(ApiRequest request, Map<String, String> variables) {
        JsonNode named = request.field("backup_ids");
        if (!named.isArray()) {
            throw ApiException.badRequest("the body must be a JSON object whose field backup_ids is a list of ids");
        }
        List<UUID> ids = new ArrayList<>();
        named.forEach(id -> ids.add(uuid(id.asString(""))));
        return change(variables, backups -> {
            List<UUID> unknown = ids.stream()
                    .filter(id -> backups.all().stream()
                            .noneMatch(backup -> backup.id().equals(id.toString())))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("no backups " + unknown + "; none was deleted");
            }
            ids.forEach(backups::delete);
        });
    }

    private CompletableFuture<HttpAnswer> cancel(ApiRequest request, Map<String, String> variables) {
        return change(variables, backups -> {
            if (!backups.cancel(task(variables), operation(variables))) {
                throw new IllegalArgumentException("no such operation is under way or waits");
            }
        });
    }

    private CompletableFuture<HttpAnswer> acknowledge(ApiRequest request, Map<String, String> variables) {
        return change(variables, backups -> {
            if (!backups.acknowledge(task(variables), operation(variables))) {
                throw new IllegalArgumentException("no such operation has ended");
            }
        });
    }

    /** Changes the backups; the model says by its exceptions what does not exist, and what cannot be done now. */
    private CompletableFuture<HttpAnswer> change(Map<String, String> variables, Consumer<Backups> action) {
        return servers.change(variables, host -> {
            checkWorld(host, variables);
            try {
                action.accept(host.game().backups());
            } catch (IllegalArgumentException e) {
                throw ApiException.notFound(String.valueOf(e.getMessage()));
            } catch (IllegalStateException e) {
                throw ApiException.conflict(String.valueOf(e.getMessage()));
            }
            return HttpAnswer.EMPTY;
        });
    }

    private static UUID backup(Map<String, String> variables) {
        return uuid(variables.getOrDefault("backup", ""));
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("nothing has the id " + text + ", which is no UUID");
        }
    }

    private static BackupTask task(Map<String, String> variables) {
        return switch (variables.getOrDefault("task", "")) {
            case "create" -> BackupTask.CREATE;
            case "restore" -> BackupTask.RESTORE;
            default -> throw ApiException.notFound("an operation is create or restore");
        };
    }

    private static long operation(Map<String, String> variables) {
        String text = variables.getOrDefault("operation", "");
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiException.notFound("the id of an operation is a number");
        }
        return Long.parseLong(text);
    }
}
