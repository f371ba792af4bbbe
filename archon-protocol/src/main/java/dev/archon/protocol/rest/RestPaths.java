package dev.archon.protocol.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The paths of the REST calls, below the base address. */
public final class RestPaths {

    /** The base address of Modrinth Hosting. */
    public static final String DEFAULT_BASE = "https://archon.modrinth.com";

    /** What stands before a server's id. */
    public static final String SERVERS = "/modrinth/v0/servers/";

    /** What stands behind a server's id in the call for WebSocket credentials. */
    public static final String WEB_SOCKET = "/ws";

    /** What stands behind a server's id in the power call. */
    public static final String POWER = "/power";

    /** The path of the newer calls about servers; by itself a GET lists the user's servers as {@link ServerDetails}. */
    public static final String SERVERS_V1 = "/v1/servers";

    /** What stands behind a server's id in the call for access to its node. */
    public static final String NODE_ACCESS = "/fs";

    /** The path of the call to a node that clears the history of the console, a POST. */
    public static final String CLEAR_CONSOLE = "/v1/logs/clear";

    /** What the paths of calls to a node about operations on files begin with. */
    public static final String FILE_OPERATIONS = "/v1/fs/ops";

    private RestPaths() {}

    /**
     * The path of the call for WebSocket credentials, a GET.
     *
     * @param serverId the server's id
     * @return the path, the id escaped
     * @throws IllegalArgumentException if the id is empty, {@code .} or {@code ..}
     */
    public static String webSocket(String serverId) {
        return SERVERS + escape(serverId) + WEB_SOCKET;
    }

    /**
     * The path of the power call, a POST.
     *
     * @param serverId the server's id
     * @return the path, the id escaped
     * @throws IllegalArgumentException if the id is empty, {@code .} or {@code ..}
     */
    public static String power(String serverId) {
        return SERVERS + escape(serverId) + POWER;
    }

    /**
     * The path of the call for one server, a GET that answers {@link ServerInfo}.
     *
     * @param serverId the server's id
     * @return the path, the id escaped
     * @throws IllegalArgumentException if the id is empty, {@code .} or {@code ..}
     */
    public static String server(String serverId) {
        return SERVERS + escape(serverId);
    }

    /**
     * The path of the call for the user's servers, a GET that answers {@link ServerPage}.
     *
     * @param limit how many servers to list at most, from 1
     * @param offset how many to skip at the start, from 0
     * @return the path with its query
     */
    public static String servers(int limit, int offset) {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit must be at least 1, and offset at least 0");
        }
        return SERVERS.substring(0, SERVERS.length() - 1) + "?limit=" + limit + "&offset=" + offset;
    }

    /**
     * The path of the newer call for one server, a GET that answers {@link ServerDetails}.
     *
     * @param serverId the server's id
     * @return the path, the id escaped
     * @throws IllegalArgumentException if the id is empty, {@code .} or {@code ..}
     */
    public static String serverDetails(String serverId) {
        return SERVERS_V1 + "/" + escape(serverId);
    }

    /**
     * The path of the call for access to a server's node, a GET that answers {@link NodeAccess}.
     *
     * @param serverId the server's id
     * @return the path, the id escaped
     * @throws IllegalArgumentException if the id is empty, {@code .} or {@code ..}
     */
    public static String nodeAccess(String serverId) {
        return SERVERS + escape(serverId) + NODE_ACCESS;
    }

    /**
     * The path of the calls about a world's backups: a GET answers {@link BackupQueue}, a POST makes one.
     *
     * @param serverId the server's id
     * @param worldId the world's id
     * @return the path, the ids escaped
     * @throws IllegalArgumentException if an id is empty, {@code .} or {@code ..}
     */
    public static String backups(String serverId, String worldId) {
        return world(serverId, worldId) + "/backups-queue";
    }

    /**
     * The path of the calls about one backup: a DELETE deletes it; with {@code /restore} and {@code /retry} behind it a
     * POST restores it or tries to make it again.
     *
     * @param serverId the server's id
     * @param worldId the world's id
     * @param backupId the backup's id
     * @return the path, the ids escaped
     * @throws IllegalArgumentException if an id is empty, {@code .} or {@code ..}
     */
    public static String backup(String serverId, String worldId, String backupId) {
        return backups(serverId, worldId) + "/" + escape(backupId);
    }

    /**
     * The path of the call that renames a backup, a PATCH.
     *
     * @param serverId the server's id
     * @param worldId the world's id
     * @param backupId the backup's id
     * @return the path, the ids escaped
     * @throws IllegalArgumentException if an id is empty, {@code .} or {@code ..}
     */
    public static String backupName(String serverId, String worldId, String backupId) {
        return world(serverId, worldId) + "/backups/" + escape(backupId);
    }

    /**
     * The path of the calls about an operation on a backup; with {@code /cancel} and {@code /ack} behind it a POST
     * cancels it or acknowledges its end.
     *
     * @param serverId the server's id
     * @param worldId the world's id
     * @param type the type of the operation, not {@link BackupOperationType#UNKNOWN}
     * @param operationId the operation's number
     * @return the path, the ids escaped
     * @throws IllegalArgumentException if an id is empty, {@code .} or {@code ..}, or the type is unknown
     */
    public static String backupOperation(String serverId, String worldId, BackupOperationType type, long operationId) {
        if (type == BackupOperationType.UNKNOWN) {
            throw new IllegalArgumentException("the type of the operation must not be UNKNOWN");
        }
        return backups(serverId, worldId) + "/history/" + type.text() + "/" + Long.toUnsignedString(operationId);
    }

    /**
     * The path of a call about an operation on a server's files, a POST to the node.
     *
     * @param action {@code dismiss} or {@code cancel}
     * @param operationId the operation's id
     * @return the path with its query, the id escaped
     */
    public static String fileOperation(String action, String operationId) {
        return FILE_OPERATIONS + "/" + escape(action) + "?id=" + escape(operationId);
    }

    private static String world(String serverId, String worldId) {
        return SERVERS_V1 + "/" + escape(serverId) + "/worlds/" + escape(worldId);
    }

    /**
     * Whether a text can be a server's id. No escape would keep the empty one, {@code .} and {@code ..} in their place of a
     * path: software that normalizes paths takes {@code %2E} for a dot.
     *
     * @param text the text
     * @return whether there are paths for it
     */
    public static boolean isServerId(String text) {
        return !text.isEmpty() && !text.equals(".") && !text.equals("..");
    }

    private static String escape(String segment) {
        if (!isServerId(segment)) {
            throw new IllegalArgumentException("'" + segment + "' cannot be an id: it is empty or dots");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
