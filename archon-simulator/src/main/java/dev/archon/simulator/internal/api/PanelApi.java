package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.forward.Forwarder;
import dev.archon.simulator.internal.server.ServerClock;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.Tokens;
import dev.archon.simulator.internal.stub.StubBoard;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Answers the calls that a panel makes beside the WebSocket, by a table of routes. Writes every call into the journal, also
 * one that nothing answers. Never blocks: what it asks of a server is done on that server's loop.
 */
public final class PanelApi {

    private static final System.Logger LOGGER = System.getLogger("dev.archon.simulator");

    /** How many routes the answer to an unknown call names. */
    private static final int NEAREST = 4;

    private final ApiServers servers;
    private final List<ApiRoute> routes = new ArrayList<>();
    private final StubBoard board;
    private final StubCalls stubs;
    private final BearerCheck bearer;
    private final CallJournal journal;
    private final CallFaults faults;
    private final SyncCalls sync;
    private final Optional<Forwarder> forwarder;

    /**
     * Makes the API.
     *
     * @param servers the servers by their ids, in the order in which they are listed
     * @param board the stubs
     * @param forwarder sends on what nothing here answers; empty if nothing is sent on
     * @param bearer checks the API token
     * @param clock the time that the journal shows
     * @param journal receives every call
     */
    public PanelApi(
            Map<String, ServerHost> servers,
            StubBoard board,
            Optional<Forwarder> forwarder,
            BearerCheck bearer,
            ServerClock clock,
            Consumer<JournalEntry> journal) {
        this.servers = new ApiServers(servers);
        this.board = board;
        this.forwarder = forwarder;
        this.stubs = new StubCalls(board, this.servers, clock);
        this.bearer = bearer;
        this.journal = new CallJournal(clock, journal);
        this.faults = new CallFaults(this.servers, this.journal);
        this.sync = new SyncCalls(this.servers, bearer, this.journal);
        routes.addAll(new ServerCalls(this.servers).routes());
        routes.addAll(new BackupCalls(this.servers).routes());
        routes.addAll(new NodeCalls(this.servers).routes());
    }

    /**
     * Answers a call, at once or when the server that it is about has had its turn.
     *
     * @param request the call
     * @return completes with the answer, on any thread
     */
    public CompletableFuture<HttpAnswer> handle(ApiRequest request) {
        return outcome(request)
                .thenApply(outcome -> {
                    journal.record(request, outcome);
                    return outcome.answer();
                })
                .exceptionally(problem -> failure(request, problem));
    }

    /** Whatever fails, the client gets an answer. */
    private static HttpAnswer failure(ApiRequest request, Throwable problem) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "failed to answer " + request.method() + " " + request.plainPath(),
                problem);
        return HttpAnswer.error(500, "internal_error", "the simulator failed to answer; its log says more");
    }

    /**
     * The faults that hit REST calls.
     *
     * @return what every call has to pass first
     */
    public CallFaults faults() {
        return faults;
    }

    /**
     * Whether there may be an {@link #override} of some call.
     *
     * @return whether a stub answers in place of the simulator
     */
    public boolean hasOverrides() {
        return board.hasOverriding();
    }

    /**
     * Answers a call by a stub that answers in place of the simulator.
     *
     * @param request any REST call
     * @return the answer; empty if there is no such stub
     */
    public Optional<HttpAnswer> override(ApiRequest request) {
        return stubs.override(request).map(outcome -> {
            journal.record(request, outcome);
            return outcome.answer();
        });
    }

    /**
     * The calls of the sync channel.
     *
     * @return the calls, which have to be told of each server
     */
    public SyncCalls sync() {
        return sync;
    }

    /**
     * Writes a call into the journal that the simulator has answered elsewhere.
     *
     * @param request the call
     * @param server the id of the server that it is about; empty for none
     * @param status the HTTP status of the answer
     */
    public void record(ApiRequest request, String server, int status) {
        journal.record(request, server, status, Answerer.SIMULATOR, "");
    }

    /**
     * Refuses a call whose body is too large to be read, and writes it into the journal.
     *
     * @param request the call, without its body
     * @param most how many bytes a body may have
     * @return the answer
     */
    public HttpAnswer refuseBody(ApiRequest request, int most) {
        HttpAnswer answer = tooLarge(most);
        record(request, servers.namedIn(request), answer.status());
        return answer;
    }

    /**
     * The answer to a request whose body is too large.
     *
     * @param most how many bytes a body may have
     * @return 413, with a text
     */
    public static HttpAnswer tooLarge(int most) {
        return HttpAnswer.error(413, "content_too_large", "a body may have " + most + " bytes");
    }

    private CompletableFuture<Outcome> outcome(ApiRequest request) {
        List<ApiRoute> atPath = routes.stream()
                .filter(route -> route.match(request.path()).isPresent())
                .toList();
        Optional<ApiRoute> route = atPath.stream()
                .filter(candidate -> candidate.method().equals(request.method()))
                .findFirst();
        if (route.isPresent()) {
            Map<String, String> variables =
                    new HashMap<>(route.get().match(request.path()).orElseThrow());
            return answer(route.get(), request, variables)
                    .thenApply(answer -> new Outcome(answer, ApiServers.id(variables), Answerer.SIMULATOR, ""));
        }
        Optional<Outcome> stubbed = stubs.answer(request);
        return stubbed.isEmpty() && forwarder.isPresent()
                ? forwarded(request, forwarder.get())
                : CompletableFuture.completedFuture(stubbed.orElseGet(() -> unanswered(request, atPath)));
    }

    private CompletableFuture<Outcome> forwarded(ApiRequest request, Forwarder to) {
        return to.send(request.method(), request.address(), request.headers().entries(), request.content())
                .thenApply(answer -> new Outcome(answer, servers.namedIn(request), Answerer.FORWARD, to.toString()));
    }

    private CompletableFuture<HttpAnswer> answer(ApiRoute route, ApiRequest request, Map<String, String> variables) {
        try {
            return route.access() == ApiRoute.Access.USER
                    ? asUser(route, request, variables)
                    : onNode(route, request, variables);
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(e.answer());
        }
    }

    private Outcome unanswered(ApiRequest request, List<ApiRoute> atPath) {
        Set<String> methods = board.methodsAt(request.path());
        atPath.forEach(route -> methods.add(route.method()));
        String server = servers.namedIn(request);
        String stub = StubSuggestion.of(request.method(), request.path(), server);
        HttpAnswer answer = methods.isEmpty()
                ? HttpAnswer.error(404, "not_found", nothingAnswers(request) + "; this stub would answer it: " + stub)
                : HttpAnswer.methodNotAllowed(methods.toArray(String[]::new));
        return new Outcome(answer, server, Answerer.NOBODY, stub);
    }

    private CompletableFuture<HttpAnswer> asUser(ApiRoute route, ApiRequest request, Map<String, String> variables) {
        bearer.check(request.headers());
        if (variables.containsKey(ApiRoute.SERVER)) {
            // An unknown server is reported first, whatever else is wrong.
            servers.of(ApiServers.id(variables));
        }
        return route.handler().answer(request, variables);
    }

    private CompletableFuture<HttpAnswer> onNode(ApiRoute route, ApiRequest request, Map<String, String> variables) {
        String token = BearerCheck.tokenIn(request.headers());
        ServerHost host = Tokens.serverIn(token).map(servers::of).orElseThrow(PanelApi::refusedByNode);
        variables.put(ApiRoute.SERVER, host.id());
        return host.ask(() -> host.nodeTokens().accepts(token))
                .thenCompose(accepted -> {
                    try {
                        if (!accepted) {
                            throw refusedByNode();
                        }
                        return route.handler().answer(request, variables);
                    } catch (ApiException e) {
                        return CompletableFuture.completedFuture(e.answer());
                    }
                })
                .exceptionally(host.http()::failure);
    }

    private static ApiException refusedByNode() {
        return new ApiException(
                401,
                "unauthorized",
                "send the token that GET /modrinth/v0/servers/{server}/fs gives out, before it expires, as Authorization:"
                        + " Bearer TOKEN");
    }

    private String nothingAnswers(ApiRequest request) {
        String nearest = routes.stream()
                .sorted(Comparator.comparingInt((ApiRoute route) -> -route.likeness(request.path())))
                .limit(NEAREST)
                .map(ApiRoute::toString)
                .collect(Collectors.joining(", "));
        return "nothing answers " + request.method() + " " + request.plainPath() + "; the calls nearest to it are "
                + nearest;
    }
}
