package dev.archon.simulator.internal.api;

import dev.archon.protocol.event.Platform;
import dev.archon.simulator.game.Installations;
import dev.archon.simulator.game.Software;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.server.ServerHost;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers as the REST calls show them. Every method is called in a turn of the server. */
final class ServerJson {

    /** The one user whose servers these are. */
    static final String USER = "SimUser1";

    private static final int BACKUP_QUOTA = 15;
    private static final int GAME_PORT = 25_565;
    private static final int MEMORY_MB = 8 << 10;
    private static final int STORAGE_MB = 64 << 10;

    /** Every permission, in bits that JavaScript counts exactly. */
    private static final long PERMISSIONS = (1L << 53) - 1;

    private ServerJson() {}

    static ObjectNode older(ServerHost host, ApiRequest request) {
        Software software = host.game().installations().software();
        ObjectNode out = JsonText.object()
                .put("server_id", host.id())
                .put("name", host.id())
                .put("owner_id", USER)
                .put("game", "Minecraft")
                .put("backup_quota", BACKUP_QUOTA)
                .put("used_backup_quota", host.game().backups().all().size())
                .put("status", "available")
                .putNull("suspension_reason")
                .put("loader", loader(software.platform()))
                .put("loader_version", emptyAsNull(software.platformVersion()))
                .put("mc_version", software.gameVersion())
                .putNull("upstream")
                .put("sftp_username", sftpUser(host))
                .put("sftp_password", sftpPassword(host))
                .put("sftp_host", "127.0.0.1:2222")
                .put("datacenter", "local")
                .put("is_medal", false)
                .put("current_user_permissions", PERMISSIONS);
        out.putObject("net")
                .put("ip", "127.0.0.1")
                .put("port", GAME_PORT + host.place())
                .put("domain", subdomain(host));
        out.putArray("notices");
        out.putObject("node").put("token", host.nodeTokens().issue().value()).put("instance", request.host());
        out.putObject("flows").put("intro", false);
        return out;
    }

    static ObjectNode newer(ServerHost host, ApiRequest request) {
        ObjectNode out = JsonText.object()
                .put("id", host.id())
                .put("name", host.id())
                .put("subdomain", subdomain(host))
                .put("sftp_username", sftpUser(host))
                .put("sftp_password", sftpPassword(host));
        out.putObject("specs")
                .put("cpu", 2)
                .put("memory_mb", MEMORY_MB)
                .put("storage_mb", STORAGE_MB)
                .put("swap_mb", 0);
        out.putArray("tags");
        out.putObject("location")
                .put("status", "assigned")
                .putObject("location_metadata")
                .put("region", "local")
                .put("hostname", request.host());
        ObjectNode world = out.putArray("worlds")
                .addObject()
                .put("id", host.game().installations().worldId())
                .put("name", "world")
                .put("created_at", host.born().toString())
                .put("is_active", true);
        content(world.putObject("content"), host)
                .put("java_version", 21)
                .putNull("invocation")
                .putNull("original_invocation");
        world.putObject("readiness").put("data_synchronized_fetched", true);
        return out;
    }

    static ObjectNode addons(ServerHost host) {
        ObjectNode out = content(JsonText.object(), host).putNull("modpack");
        ArrayNode addons = out.putArray("addons");
        host.game().installations().addons().forEach(addon -> addons.add(addon(addon)));
        return out;
    }

    static ObjectNode addon(Installations.Addon addon) {
        String project = addon.projectId().orElse("unknown");
        String version = addon.versionId().orElse("unknown");
        ObjectNode out = JsonText.object()
                .put("id", project + "-" + version)
                .put("filename", project + "-" + version + ".jar")
                .put("filesize", 1 << 20)
                .put("disabled", false)
                .put("kind", "mod")
                .put("from_modpack", false)
                .put("status", "installed")
                .put("pack_client_retained", false)
                .put("pack_client_depends", false)
                .putNull("has_update")
                .put("name", project)
                .put("project_id", addon.projectId().orElse(null))
                .putNull("owner")
                .putNull("icon_url");
        addon.versionId()
                .ifPresentOrElse(
                        id -> out.putObject("version").put("id", id).putNull("name"), () -> out.putNull("version"));
        return out;
    }

    static ObjectNode users() {
        ObjectNode out = JsonText.object();
        out.putObject(USER).put("id", USER).put("username", "simulator").putNull("avatar_url");
        return out;
    }

    private static ObjectNode content(ObjectNode out, ServerHost host) {
        Software software = host.game().installations().software();
        return out.put("modloader", software.platform().text())
                .put("modloader_version", software.platformVersion())
                .put("game_version", software.gameVersion());
    }

    private static @Nullable String loader(Platform platform) {
        return switch (platform) {
            case FORGE -> "Forge";
            case NEOFORGE -> "NeoForge";
            case FABRIC -> "Fabric";
            case QUILT -> "Quilt";
            case PAPER -> "Paper";
            case PURPUR -> "Purpur";
            case VANILLA -> "Vanilla";
            case UNKNOWN -> null;
        };
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String subdomain(ServerHost host) {
        String name = host.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return name.isEmpty() ? "server" : name;
    }

    private static String sftpUser(ServerHost host) {
        return "sftp-" + subdomain(host);
    }

    private static String sftpPassword(ServerHost host) {
        return UUID.nameUUIDFromBytes(("sftp " + host.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
