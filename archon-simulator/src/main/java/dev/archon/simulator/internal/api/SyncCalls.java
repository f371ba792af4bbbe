package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.Servers;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Grants or refuses the calls of the sync channel, whose answer is a stream of server-sent events, and holds the feed of each
 * server. May be called from any thread.
 */
public final class SyncCalls implements Servers.Follower {

    /** The path of the sync channel. */
    public static final String PATH = "/v1/sync";

    private static final String SCOPE = "server:";

    private final ApiServers servers;
    private final BearerCheck bearer;
    private final CallJournal journal;
    private final Map<ServerHost, SyncFeed> feeds = new ConcurrentHashMap<>();

    SyncCalls(ApiServers servers, BearerCheck bearer, CallJournal journal) {
        this.servers = servers;
        this.bearer = bearer;
        this.journal = journal;
    }

    @Override
    public void added(ServerHost server) {
        feeds.put(server, new SyncFeed(server));
    }

    @Override
    public void removed(ServerHost server) {
        SyncFeed feed = feeds.remove(server);
        if (feed != null) {
            server.run(feed::end);
        }
    }

    /**
     * Decides on a call, and writes it into the journal.
     *
     * @param request a call of {@link #PATH}
     * @param refuse takes the answer if the call is refused
     * @return the source of the stream; empty if the call is refused
     */
    public Optional<SyncRequest> open(ApiRequest request, Consumer<HttpAnswer> refuse) {
        if (!request.method().equals("GET")) {
            // Without HEAD, which cannot be answered by a stream.
            record(request, "", 405);
            refuse.accept(HttpAnswer.error(405, "method_not_allowed", "use GET").with("Allow", "GET, OPTIONS"));
            return Optional.empty();
        }
        try {
            SyncRequest granted = granted(request);
            record(request, granted.server(), 200);
            return Optional.of(granted);
        } catch (ApiException e) {
            record(request, "", e.answer().status());
            refuse.accept(e.answer());
            return Optional.empty();
        }
    }

    private SyncRequest granted(ApiRequest request) {
        bearer.check(request.headers());
        String scope = request.parameter("scope").orElse("");
        if (!scope.startsWith(SCOPE)) {
            throw ApiException.badRequest("the parameter scope must be server:ID");
        }
        ServerHost host = servers.of(scope.substring(SCOPE.length()));
        SyncFeed feed = feeds.get(host);
        if (feed == null) {
            throw new ApiException(404, "server_not_found", "server " + host.id() + " was removed meanwhile");
        }
        Set<String> categories = new HashSet<>(
                Arrays.asList(request.parameter("intent").orElse("all").split(",", -1)));
        return new SyncRequest(
                host, feed, categories, Optional.ofNullable(request.headers().get("Last-Event-Id")));
    }

    private void record(ApiRequest request, String server, int status) {
        journal.record(request, server, status, Answerer.SIMULATOR, "");
    }
}
