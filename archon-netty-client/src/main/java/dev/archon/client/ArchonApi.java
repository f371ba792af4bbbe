package dev.archon.client;

import dev.archon.client.internal.rest.ApiCall;
import dev.archon.protocol.codec.ApiCodec;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.ServerDetails;
import dev.archon.protocol.rest.ServerInfo;
import dev.archon.protocol.rest.ServerPage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The REST calls that a panel needs beside the connection, and a way to make any other. No call needs a connection, nor an
 * {@link ArchonServer}. Get it from {@link ArchonClient#api()}; it may be used by any thread.
 *
 * <p>Each call takes {@link ArchonClientBuilder#requestTimeout} at most once it is its turn: calls wait their turn together
 * with the token calls, as {@link ArchonClientBuilder#tokenCallLimit} says, and fail at once if 10,000 wait already. No call
 * is repeated by itself. Answers have 1 MiB at most, and are read leniently: what is missing or has an unknown form is empty.
 *
 * <p>A future fails with {@link ArchonException}, whose {@link ArchonException#failure()} has the status and what {@code
 * Retry-After} asked for. To cancel it ends the call, which may have been carried out by then. Futures are completed on the
 * same threads as that of {@link ArchonServer#connect()}.
 *
 * <p>Modrinth says that this API is internal and may change at any time.
 */
public final class ArchonApi {

    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

    private final ApiCalls calls;

    ArchonApi(ApiCalls calls) {
        this.calls = calls;
    }

    /**
     * Lists the user's servers, a page at a time.
     *
     * @param limit how many servers at most, from 1
     * @param offset how many to leave out at the beginning, from 0
     * @return the servers as the older call describes them
     * @throws IllegalArgumentException if the limit or the offset is out of range
     */
    public CompletableFuture<ServerPage> servers(int limit, int offset) {
        return calls.archon("", ApiCall.of("GET", RestPaths.servers(limit, offset)), ApiCodec::decodeServers);
    }

    /**
     * Describes a server. See also {@link ArchonServer#info()}.
     *
     * @param serverId the server's id
     * @return the server as the older call describes it
     */
    public CompletableFuture<ServerInfo> server(String serverId) {
        return calls.archon(serverId, ApiCall.of("GET", RestPaths.server(serverId)), ApiCodec::decodeServer);
    }

    /**
     * Lists the user's servers with their worlds.
     *
     * @return the servers as the newer call describes them
     */
    public CompletableFuture<List<ServerDetails>> serverDetails() {
        return calls.archon("", ApiCall.of("GET", RestPaths.SERVERS_V1), ApiCodec::decodeServerDetailsList);
    }

    /**
     * Describes a server with its worlds, whose ids other calls need.
     *
     * @param serverId the server's id
     * @return the server as the newer call describes it
     */
    public CompletableFuture<ServerDetails> serverDetails(String serverId) {
        return calls.archon(
                serverId, ApiCall.of("GET", RestPaths.serverDetails(serverId)), ApiCodec::decodeServerDetails);
    }

    /**
     * The calls about the backups of a world. See also {@link ArchonServer#backups}, which brings them into the snapshot.
     *
     * @param serverId the server's id
     * @param worldId the world's id, from {@link #serverDetails(String)}
     * @return the calls; none is made yet
     */
    public BackupsApi backups(String serverId, String worldId) {
        return new BackupsApi(calls, serverId, worldId, queue -> {});
    }

    /**
     * Clears the history of a server's console, which the server replays on new connections. Goes to the server's node,
     * whose address and token are asked for once and used until the token is about to expire or is refused.
     *
     * @param serverId the server's id
     * @return completes when it is done
     */
    public CompletableFuture<Void> clearConsole(String serverId) {
        return calls.node(serverId, ApiCall.of("POST", RestPaths.CLEAR_CONSOLE));
    }

    /**
     * Removes an operation on files that has ended from the server's list. Goes to the server's node, as {@link
     * #clearConsole} does.
     *
     * @param serverId the server's id
     * @param operationId the operation's id, as in {@link dev.archon.protocol.event.FilesystemOperation#id()}
     * @return completes when it is done
     */
    public CompletableFuture<Void> dismissFileOperation(String serverId, String operationId) {
        return calls.node(serverId, ApiCall.of("POST", RestPaths.fileOperation("dismiss", operationId)));
    }

    /**
     * Cancels an operation on files that is under way. Goes to the server's node, as {@link #clearConsole} does.
     *
     * @param serverId the server's id
     * @param operationId the operation's id, as in {@link dev.archon.protocol.event.FilesystemOperation#id()}
     * @return completes when it is accepted
     */
    public CompletableFuture<Void> cancelFileOperation(String serverId, String operationId) {
        return calls.node(serverId, ApiCall.of("POST", RestPaths.fileOperation("cancel", operationId)));
    }

    /**
     * Makes any other call with the API token.
     *
     * @param method the method in capitals, for example {@code "GET"}
     * @param path the path below {@link ArchonClientBuilder#baseUrl}, and the query if there is one, both escaped; begins
     *     with one slash, for example {@code "/v1/servers"}
     * @param body the JSON of the request; empty for none
     * @return the body of an answer with a status of success, as text; empty if it has none
     * @throws IllegalArgumentException if the method or the path cannot be sent
     */
    public CompletableFuture<String> call(String method, String path, Optional<String> body) {
        Objects.requireNonNull(body, "body");
        if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
            throw new IllegalArgumentException("the method must be a name in capitals, for example GET");
        }
        if (!path.startsWith("/") || path.startsWith("//") || path.indexOf('#') >= 0 || !isEscaped(path)) {
            throw new IllegalArgumentException("the path must begin with one slash, have no fragment, and be escaped,"
                    + " for example /v1/servers?limit=10");
        }
        byte[] json = body.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
        return calls.archon("", new ApiCall(method, path, json), answer -> new String(answer, StandardCharsets.UTF_8));
    }

    private static boolean isEscaped(String path) {
        if (!path.chars().allMatch(c -> c > ' ' && c < 127)) {
            return false;
        }
        try {
            return URI.create("http://host" + path).getRawAuthority().equals("host");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
