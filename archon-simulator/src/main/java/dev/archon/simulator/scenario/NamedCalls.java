package dev.archon.simulator.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the REST calls that the simulator answers, for those who do not want to write their paths. */
final class NamedCalls {

    private static final String SERVER = "/modrinth/v0/servers/{server}";
    private static final String SERVER_V1 = "/v1/servers/{server}";
    private static final String WORLD = SERVER_V1 + "/worlds/{world}";
    private static final String QUEUE = WORLD + "/backups-queue";
    private static final String OPERATION = QUEUE + "/history/{task}/{operation}";

    private static final Map<String, CallPattern> CALLS = new LinkedHashMap<>();

    static {
        put("token", "GET", SERVER + "/ws");
        put("power", "POST", SERVER + "/power");
        put("servers", "GET", "/modrinth/v0/servers");
        put("server", "GET", SERVER);
        put("node-access", "GET", SERVER + "/fs");
        put("servers-v1", "GET", "/v1/servers");
        put("server-v1", "GET", SERVER_V1);
        put("addons", "GET", WORLD + "/addons");
        put("backups", "GET", QUEUE);
        put("create-backup", "POST", QUEUE);
        put("delete-backups", "POST", QUEUE + "/delete-many");
        put("delete-backup", "DELETE", QUEUE + "/{backup}");
        put("restore-backup", "POST", QUEUE + "/{backup}/restore");
        put("retry-backup", "POST", QUEUE + "/{backup}/retry");
        put("rename-backup", "PATCH", WORLD + "/backups/{backup}");
        put("cancel-backup", "POST", OPERATION + "/cancel");
        put("acknowledge-backup", "POST", OPERATION + "/ack");
        put("clear-console", "POST", "/v1/logs/clear");
        put("dismiss-operation", "POST", "/v1/fs/ops/dismiss");
        put("cancel-operation", "POST", "/v1/fs/ops/cancel");
        put("download", "GET", "/modrinth/v0/fs/download");
        put("sync", "GET", "/v1/sync");
    }

    private NamedCalls() {}

    private static void put(String name, String method, String path) {
        CALLS.put(name, new CallPattern(method, path));
    }

    static Optional<CallPattern> named(String name) {
        return Optional.ofNullable(CALLS.get(name));
    }

    static Set<String> names() {
        return CALLS.keySet();
    }
}
