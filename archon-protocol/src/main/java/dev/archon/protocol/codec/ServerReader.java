package dev.archon.protocol.codec;

import dev.archon.protocol.rest.Permissions;
import dev.archon.protocol.rest.RawJson;
import dev.archon.protocol.rest.Secret;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.rest.ServerPage;
import dev.archon.protocol.rest.Sftp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The JSON of servers to records. A server without an id means nothing; all else may be absent. */
final class ServerReader {

    private static final FieldSelection FLOWS = FieldSelection.of("intro");
    private static final FieldSelection INFO = FieldSelection.of(
                    "server_id",
                    "name",
                    "owner_id",
                    "game",
                    "backup_quota",
                    "used_backup_quota",
                    "status",
                    "suspension_reason",
                    "loader",
                    "loader_version",
                    "mc_version",
                    "sftp_username",
                    "sftp_password",
                    "sftp_host",
                    "datacenter",
                    "is_medal",
                    "medal_expires",
                    "current_user_permissions")
            .withObject("net", ServerReader::net)
            .withObject("upstream", ServerReader::upstream)
            .withList("notices", ServerReader::notice)
            .withAny("node", ServerReader::node)
            .withObject("flows", in -> in.object(FLOWS).optionalBool("intro").orElse(null));
    private static final FieldSelection NET = FieldSelection.of("ip", "port", "domain");
    private static final FieldSelection UPSTREAM = FieldSelection.of("kind", "version_id", "project_id");
    private static final FieldSelection NOTICE =
            FieldSelection.of("id", "dismissable", "title", "message", "level", "announced");
    private static final FieldSelection NODE = FieldSelection.of("instance", "token");
    private static final FieldSelection PAGINATION =
            FieldSelection.of("current_page", "page_size", "total_pages", "total_items");
    private static final FieldSelection PAGE = FieldSelection.of()
            .withList("servers", ServerReader::infoOrNull)
            .withObject("pagination", in -> in.object(PAGINATION))
            .withAny("users", in -> in.valuesOrNull(ServerReader::user));
    private static final FieldSelection USER = FieldSelection.of("id", "username", "avatar_url");

    private static final FieldSelection DETAILS = FieldSelection.of(
                    "id", "name", "subdomain", "sftp_username", "sftp_password", "sftp_host")
            .withObject("specs", ServerReader::specs)
            .withAny("tags", JsonReader::textsOrNull)
            .withObject("location", ServerReader::location)
            .withList("worlds", ServerReader::world);
    private static final FieldSelection SPECS = FieldSelection.of("cpu", "memory_mb", "storage_mb", "swap_mb");
    private static final FieldSelection LOCATION_METADATA = FieldSelection.of("region", "hostname");
    private static final FieldSelection LOCATION =
            FieldSelection.of("status").withObject("location_metadata", in -> in.object(LOCATION_METADATA));
    private static final FieldSelection WORLD = FieldSelection.of("id", "name", "created_at", "is_active")
            .withObject("content", ServerReader::content)
            .withAny("readiness", JsonReader::textOrJson);
    private static final FieldSelection CONTENT = FieldSelection.of("modloader", "modloader_version", "game_version")
            .withAny("java_version", JsonReader::textOrJson);

    private ServerReader() {}

    /** A node that is {@code null} says more than one that is absent. */
    private record NodeField(Optional<ServerInfo.Node> node) {}

    /** Reads the object that the reader stands on. */
    static @Nullable ServerInfo infoOrNull(JsonReader in) throws ProtocolException {
        int start = in.valueStart();
        JsonFields f = in.object(INFO);
        String id = f.optionalString("server_id").orElse(null);
        return id == null ? null : info(id, f, new RawJson(in.textFrom(start)));
    }

    static ServerInfo info(JsonReader in) throws ProtocolException {
        JsonFields f = in.fields(INFO);
        return info(f.string("server_id"), f, new RawJson(in.text()));
    }

    private static ServerInfo info(String id, JsonFields f, RawJson json) {
        Optional<NodeField> node = f.optional("node", NodeField.class);
        return new ServerInfo(
                id,
                f.optionalString("name"),
                f.optionalString("owner_id"),
                f.optional("net", ServerInfo.Net.class),
                f.optionalString("game"),
                f.optionalCount("backup_quota"),
                f.optionalCount("used_backup_quota"),
                f.optionalString("status"),
                f.optionalString("suspension_reason"),
                f.optionalString("loader"),
                f.optionalString("loader_version"),
                f.optionalString("mc_version"),
                f.optional("upstream", ServerInfo.Upstream.class),
                sftp(f),
                f.optionalString("datacenter"),
                elements(f, "notices", ServerInfo.Notice.class),
                node.flatMap(NodeField::node),
                node.isPresent() && node.get().node().isEmpty(),
                f.optional("flows", Boolean.class),
                f.optionalBool("is_medal"),
                f.optionalString("medal_expires"),
                permissions(f.optionalInteger("current_user_permissions")),
                json);
    }

    static ServerPage page(JsonReader in) throws ProtocolException {
        JsonFields f = in.fields(PAGE);
        Optional<JsonFields> pagination = f.optional("pagination", JsonFields.class);
        return new ServerPage(
                f.list("servers", ServerInfo.class),
                count(pagination, "current_page"),
                count(pagination, "page_size"),
                count(pagination, "total_pages"),
                count(pagination, "total_items"),
                elements(f, "users", ServerPage.User.class),
                new RawJson(in.text()));
    }

    static @Nullable ServerDetails detailsOrNull(JsonReader in) throws ProtocolException {
        int start = in.valueStart();
        JsonFields f = in.object(DETAILS);
        String id = f.optionalString("id").orElse(null);
        return id == null ? null : details(id, f, new RawJson(in.textFrom(start)));
    }

    static ServerDetails details(JsonReader in) throws ProtocolException {
        JsonFields f = in.fields(DETAILS);
        return details(f.string("id"), f, new RawJson(in.text()));
    }

    private static ServerDetails details(String id, JsonFields f, RawJson json) {
        return new ServerDetails(
                id,
                f.optionalString("name"),
                f.optionalString("subdomain"),
                f.optional("specs", ServerDetails.Specs.class),
                sftp(f),
                elements(f, "tags", String.class),
                f.optional("location", ServerDetails.Location.class),
                elements(f, "worlds", ServerDetails.World.class),
                json);
    }

    /** The elements of a list that may be absent. */
    static <T> List<T> elements(JsonFields f, String name, Class<T> type) {
        List<?> list = f.optional(name, List.class).orElse(List.of());
        return list.stream().<T>map(type::cast).toList();
    }

    private static OptionalLong count(Optional<JsonFields> fields, String name) {
        return fields.isPresent() ? fields.get().optionalCount(name) : OptionalLong.empty();
    }

    private static Sftp sftp(JsonFields f) {
        return new Sftp(
                f.optionalString("sftp_host"),
                f.optionalString("sftp_username"),
                f.optionalString("sftp_password").map(Secret::new));
    }

    private static Optional<Permissions> permissions(OptionalLong bits) {
        return bits.isPresent() ? Optional.of(new Permissions(bits.getAsLong())) : Optional.empty();
    }

    private static ServerInfo.Net net(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(NET);
        return new ServerInfo.Net(f.optionalString("ip"), f.optionalCount("port"), f.optionalString("domain"));
    }

    private static ServerInfo.Upstream upstream(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(UPSTREAM);
        return new ServerInfo.Upstream(
                f.optionalString("kind"), f.optionalString("version_id"), f.optionalString("project_id"));
    }

    private static ServerInfo.Notice notice(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(NOTICE);
        return new ServerInfo.Notice(
                f.optionalInteger("id"),
                f.optionalBool("dismissable"),
                f.optionalString("title"),
                f.optionalString("message"),
                f.optionalString("level"),
                f.optionalString("announced"));
    }

    private static @Nullable NodeField node(JsonReader in) throws ProtocolException {
        if (in.isAtNull()) {
            return new NodeField(Optional.empty());
        }
        return (NodeField) in.objectOrNull(object -> {
            JsonFields f = object.object(NODE);
            return new NodeField(Optional.of(new ServerInfo.Node(
                    f.optionalString("instance"), f.optionalString("token").map(Secret::new))));
        });
    }

    private static ServerPage.@Nullable User user(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(USER);
        String id = f.optionalString("id").orElse(null);
        return id == null
                ? null
                : new ServerPage.User(id, f.optionalString("username"), f.optionalString("avatar_url"));
    }

    private static ServerDetails.Specs specs(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(SPECS);
        return new ServerDetails.Specs(
                f.optionalCount("cpu"),
                f.optionalCount("memory_mb"),
                f.optionalCount("storage_mb"),
                f.optionalCount("swap_mb"));
    }

    private static ServerDetails.Location location(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(LOCATION);
        Optional<JsonFields> metadata = f.optional("location_metadata", JsonFields.class);
        return new ServerDetails.Location(
                f.optionalString("status"),
                metadata.flatMap(known -> known.optionalString("region")),
                metadata.flatMap(known -> known.optionalString("hostname")));
    }

    private static ServerDetails.@Nullable World world(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(WORLD);
        String id = f.optionalString("id").orElse(null);
        return id == null
                ? null
                : new ServerDetails.World(
                        id,
                        f.optionalString("name"),
                        f.optionalString("created_at"),
                        f.optionalBool("is_active"),
                        f.optional("content", ServerDetails.Content.class),
                        f.optional("readiness", String.class));
    }

    private static ServerDetails.Content content(JsonReader in) throws ProtocolException {
        JsonFields f = in.object(CONTENT);
        return new ServerDetails.Content(
                f.optionalString("modloader"),
                f.optionalString("modloader_version"),
                f.optionalString("game_version"),
                f.optional("java_version", String.class));
    }
}
