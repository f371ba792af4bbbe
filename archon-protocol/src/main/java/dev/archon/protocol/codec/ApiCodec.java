package dev.archon.protocol.codec;

import dev.archon.protocol.rest.BackupQueue;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.NodeAccess;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.rest.ServerPage;
import java.util.List;

/**
 * The bodies of the REST calls about servers and backups; {@link RestCodec} has those that a connection needs.
 *
 * <p>Answers are read leniently: a field that is absent, {@code null} or of another type than is known is empty, a bad
 * element of a list costs that element, numbers may be text, and unknown fields stay reachable as JSON. All methods are safe
 * on any thread.
 */
public final class ApiCodec {

    private static final FieldSelection NODE_ACCESS = FieldSelection.of("url", "token");
    private static final FieldSelection CREATED = FieldSelection.of("id");

    private ApiCodec() {}

    /**
     * Reads a server as the older call describes it.
     *
     * @param body the answer's body
     * @return the server
     * @throws ProtocolException if it is not a JSON object, or has no {@code server_id}
     */
    public static ServerInfo decodeServer(byte[] body) throws ProtocolException {
        return ServerReader.info(reader("server", body));
    }

    /**
     * Reads a part of the list of the user's servers.
     *
     * @param body the answer's body
     * @return the servers
     * @throws ProtocolException if it is not a JSON object, or has no list {@code servers}
     */
    public static ServerPage decodeServers(byte[] body) throws ProtocolException {
        return ServerReader.page(reader("servers", body));
    }

    /**
     * Reads a server as the newer call describes it.
     *
     * @param body the answer's body
     * @return the server
     * @throws ProtocolException if it is not a JSON object, or has no {@code id}
     */
    public static ServerDetails decodeServerDetails(byte[] body) throws ProtocolException {
        return ServerReader.details(reader("server", body));
    }

    /**
     * Reads the list of the user's servers as the newer call describes them.
     *
     * @param body the answer's body
     * @return the servers
     * @throws ProtocolException if it is not a JSON array
     */
    public static List<ServerDetails> decodeServerDetailsList(byte[] body) throws ProtocolException {
        JsonReader in = JsonReader.of(body, 0, body.length);
        in.reading("servers");
        return in.array(ServerReader::detailsOrNull, ServerDetails.class);
    }

    /**
     * Reads the backups of a world.
     *
     * @param body the answer's body
     * @return the backups
     * @throws ProtocolException if it is not a JSON object, or has no list {@code backups}
     */
    public static BackupQueue decodeBackups(byte[] body) throws ProtocolException {
        return BackupReader.queue(reader("backups", body));
    }

    /**
     * Reads the answer to the call that makes a backup.
     *
     * @param body the answer's body
     * @return the backup's id
     * @throws ProtocolException if it is not a JSON object, or has no {@code id}
     */
    public static String decodeCreatedBackup(byte[] body) throws ProtocolException {
        return reader("backup", body).fields(CREATED).string("id");
    }

    /**
     * Reads the answer to the call for access to a node.
     *
     * @param body the answer's body
     * @return where the node is, and the token for it
     * @throws ProtocolException if it is not a JSON object, or lacks a field
     */
    public static NodeAccess decodeNodeAccess(byte[] body) throws ProtocolException {
        JsonFields fields = reader("node access", body).fields(NODE_ACCESS);
        String token = fields.string("token");
        if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new ProtocolException("node access", "token", 0, "not a token");
        }
        return new NodeAccess(fields.string("url"), new Jwt(token));
    }

    /**
     * Writes the body of calls that name a backup.
     *
     * @param name the name
     * @return the request's body
     */
    public static byte[] encodeName(String name) {
        return JsonWriter.object(out -> out.string("name", name));
    }

    /**
     * Writes the body of the call that deletes several backups.
     *
     * @param ids the backups' ids
     * @return the request's body
     */
    public static byte[] encodeBackupIds(List<String> ids) {
        return JsonWriter.object(out -> out.strings("backup_ids", ids));
    }

    private static JsonReader reader(String what, byte[] body) throws ProtocolException {
        JsonReader in = JsonReader.of(body, 0, body.length);
        in.reading(what);
        in.check();
        return in;
    }
}
