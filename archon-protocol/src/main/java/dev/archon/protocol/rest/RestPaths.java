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
     * Whether a text can be a server's id. No escape would keep the empty one, {@code .} and {@code ..} in their place of a
     * path: whoever normalizes it takes {@code %2E} for a dot.
     *
     * @param text the text
     * @return whether there are paths for it
     */
    public static boolean isServerId(String text) {
        return !text.isEmpty() && !text.equals(".") && !text.equals("..");
    }

    private static String escape(String segment) {
        if (!isServerId(segment)) {
            throw new IllegalArgumentException("'" + segment + "' is no server id");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
