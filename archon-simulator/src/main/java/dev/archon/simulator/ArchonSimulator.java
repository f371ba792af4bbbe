package dev.archon.simulator;

import dev.archon.simulator.internal.api.BearerCheck;
import dev.archon.simulator.internal.api.PanelApi;
import dev.archon.simulator.internal.control.ControlApi;
import dev.archon.simulator.internal.control.ControlGuard;
import dev.archon.simulator.internal.forward.Forwarder;
import dev.archon.simulator.internal.http.BodyLimit;
import dev.archon.simulator.internal.http.HttpConfig;
import dev.archon.simulator.internal.http.HttpHandler;
import dev.archon.simulator.internal.http.Listener;
import dev.archon.simulator.internal.http.RequestTurns;
import dev.archon.simulator.internal.journal.EntryLog;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.Servers;
import dev.archon.simulator.internal.server.Tokens;
import dev.archon.simulator.internal.stub.StubBoard;
import dev.archon.simulator.journal.Journal;
import dev.archon.simulator.scenario.Stub;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A fake Archon: any client that takes a base address can be pointed at it.
 *
 * <p>Every server it was given has a game behind it that boots, chats, answers commands and takes power actions, from one
 * seed. Servers can be made to misbehave while clients are connected; the {@link #journal()} tells what clients did.
 *
 * <pre>{@code
 * try (ArchonSimulator sim = ArchonSimulator.builder().server("demo").start()) {
 *     connectSomehow(sim.baseUri());
 *     sim.server("demo").drop();
 *     sim.journal().await(JournalEntry.TokenCall.class, call -> true, 2, Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>A client has to send {@code auth} first, within 30 s. A message that cannot be read is ignored; before {@code auth}
 * it ends the connection with 1008. A token that runs out is followed by {@code auth-incorrect} and close code 1008. A
 * socket that does not read is closed with 1013 when its backlog is full.
 *
 * <p>Besides credentials and power it answers the REST calls of a panel from the same model: servers, mods, backups, the
 * node's calls, and the sync channel at {@code /v1/sync}. The world id of a server is that of its installations, and a
 * backup that is made by a call shows its progress on the socket. The names of servers are their ids. Every call is in the
 * journal, also one that nothing answers. {@linkplain #stub Stubs} answer other calls, or the same ones otherwise.
 *
 * <p>Pages that come from the same machine may make the REST calls (CORS), whatever port they are served from; the control
 * API is for the simulator's own page only, unless {@linkplain ArchonSimulatorBuilder#allowOrigin another origin is allowed}.
 *
 * <p>Every method may be called from any thread.
 */
public final class ArchonSimulator implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final int HTTP_IDLE_SECONDS = 60;
    private static final int CHANGE_LIMIT_SECONDS = 30;

    private final SimulatorConfig config;
    private final EntryLog journal = new EntryLog();
    private final StubBoard stubs = new StubBoard();
    private final Servers servers;
    private final EventLoopGroup group;
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final Optional<ControlApi> control;
    private final HttpConfig http;
    private final PanelApi api;
    private final Listener listener;

    ArchonSimulator(SimulatorConfig config) {
        this.config = config;
        stubs.replaceAll(config.stubs());
        this.group = new MultiThreadIoEventLoopGroup(
                Math.max(1, Runtime.getRuntime().availableProcessors()),
                new DefaultThreadFactory("archon-simulator", true),
                NioIoHandler.newFactory());
        Tokens tokens = new Tokens(config.server().seed());
        this.servers = new Servers(config.server(), group, journal::add, tokens, config.servers(), config::scenariosOf);
        this.control = config.control() == ControlAccess.OFF
                ? Optional.empty()
                : Optional.of(new ControlApi(
                        servers,
                        config.server(),
                        journal,
                        stubs,
                        new ControlGuard(config.control() == ControlAccess.LOOPBACK, config.origins())));
        BearerCheck bearer = new BearerCheck(config.apiToken());
        this.http = new HttpConfig(
                bearer,
                config.tls().isPresent(),
                config.compression(),
                config.callLimit(),
                config.server().clock(),
                config.origins());
        this.api = new PanelApi(
                servers.all(),
                stubs,
                config.forward().map(Forwarder::new),
                bearer,
                config.server().clock(),
                journal::add);
        servers.follow(api.sync());
        servers.onReset(() -> {
            stubs.replaceAll(config.stubs());
            journal.clear();
        });
        this.listener = listen();
        try {
            servers.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Listener listen() {
        try {
            return Listener.bind(
                    group, config.host(), config.port(), config.tls().map(TlsIdentity::serverContext), this::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void accept(ChannelPipeline pipeline) {
        channels.add(pipeline.channel());
        HttpHandler handler = new HttpHandler(servers.all(), http, journal::add, api, control);
        pipeline.addLast(
                new HttpRequestDecoder(),
                new HttpResponseEncoder(),
                new ReadTimeoutHandler(HTTP_IDLE_SECONDS),
                new RequestTurns(),
                new BodyLimit(MAX_BODY_BYTES, handler),
                handler);
    }

    /**
     * Begins to describe a simulator.
     *
     * @return a builder with the defaults that its methods name
     */
    public static ArchonSimulatorBuilder builder() {
        return new ArchonSimulatorBuilder();
    }

    /**
     * The base address for clients.
     *
     * @return for example {@code http://127.0.0.1:40123}, without a slash at its end; {@code https} with {@linkplain
     *     ArchonSimulatorBuilder#tls() TLS}
     */
    public URI baseUri() {
        return listener.baseUri();
    }

    /**
     * The port that it listens on.
     *
     * @return the port, also when any port was asked for
     */
    public int port() {
        return baseUri().getPort();
    }

    /**
     * The certificate that it shows, and what clients need to trust it.
     *
     * @return what was made for it when it started
     * @throws IllegalStateException if it was started without {@linkplain ArchonSimulatorBuilder#tls() TLS}
     */
    public TlsIdentity tls() {
        return config.tls()
                .orElseThrow(() -> new IllegalStateException(
                        "this simulator speaks plain HTTP; call tls() on its builder for a certificate"));
    }

    /**
     * One of its servers.
     *
     * @param id the server's id
     * @return the server
     * @throws IllegalArgumentException if there is none of that id
     */
    public SimulatedServer server(String id) {
        if (!servers.all().containsKey(id)) {
            throw new IllegalArgumentException("no server " + id + "; this simulator has "
                    + String.join(", ", servers.all().keySet()));
        }
        return new SimulatedServer(id, this::host);
    }

    private ServerHost host(String id) {
        ServerHost host = servers.all().get(id);
        if (host == null) {
            throw new IllegalStateException("server " + id + " was removed from the simulator");
        }
        return host;
    }

    /**
     * All of its servers.
     *
     * @return the servers that there are now, in the order in which they were added
     */
    public List<SimulatedServer> servers() {
        return servers.all().keySet().stream()
                .map(id -> new SimulatedServer(id, this::host))
                .toList();
    }

    /**
     * Adds a server while the simulator runs. It is like those that the builder was given, and plays the scenarios that
     * every server plays. Must not be called on one of the simulator's threads.
     *
     * @param id its id, 1 to 200 characters
     * @return the server, to which clients can connect
     * @throws IllegalArgumentException if the id is not allowed, or there is a server of that id
     * @throws IllegalStateException if the simulator is closed, or busy for 30 s
     */
    public SimulatedServer addServer(String id) {
        ServerHost added = await(servers.add(id), "to add server " + id);
        return new SimulatedServer(added.id(), this::host);
    }

    /**
     * Removes a server while the simulator runs, with everything that goes on on it. Its sockets are closed with 1001 and the
     * reason "server removed", its streams of {@code /v1/sync} end, and calls about it are answered with 404. What clients
     * did there stays in the journal. A server of the same id may be added again, and begins anew. Must not be called on one
     * of the simulator's threads.
     *
     * @param id its id
     * @throws IllegalArgumentException if there is none of that id
     * @throws IllegalStateException if the simulator is closed, or busy for 30 s
     */
    public void removeServer(String id) {
        try {
            Object unused = await(servers.remove(id).thenApply(removed -> id), "to remove server " + id);
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Puts everything back to the start: the servers that the builder was given, anew and from the same seed, without faults,
     * with the scenarios and the stubs of the start, and an empty journal. Servers that were added are gone, servers that
     * were removed are back. Time goes on, and so do the port and the certificate; tokens that were given out stay good
     * until they expire.
     *
     * <p>Open sockets are closed with 1012 and the reason "simulator reset", behind what was sent before; streams of {@code
     * /v1/sync} end. There is no moment at which the port is closed or a server is missing, so that clients that connect
     * again find the new servers. Must not be called on one of the simulator's threads.
     *
     * @throws IllegalStateException if the simulator is closed, or busy for 30 s
     */
    public void reset() {
        Object unused = await(servers.reset().thenApply(done -> servers), "to reset the simulator");
    }

    private static <T> T await(CompletableFuture<T> change, String what) {
        try {
            return change.get(CHANGE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("failed " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the simulator was too busy for " + CHANGE_LIMIT_SECONDS + " s " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting " + what, e);
        }
    }

    /**
     * Adds a stub: a ready answer to REST calls that the simulator does not know, or, when it {@linkplain Stub#overrides()
     * overrides}, to those that it knows. It needs no token. Of several stubs that mean one call, the most specific one answers
     * it; of equally specific ones, the one that was added last. The paths under {@code /sim/}, the simulator's own page and
     * WebSockets cannot be stubbed.
     *
     * @param stub the stub
     * @return the stub that was added; closing it removes it
     * @throws IllegalStateException if there are 10,000 stubs already
     */
    public ActiveStub stub(Stub stub) {
        return new ActiveStub(stubs.add(stub));
    }

    /**
     * The stubs that it has now.
     *
     * @return the stubs, oldest first
     */
    public List<ActiveStub> stubs() {
        return stubs.all().stream().map(ActiveStub::new).toList();
    }

    /**
     * What clients have done so far.
     *
     * @return the journal, which goes on being written
     */
    public Journal journal() {
        return journal;
    }

    /** Ends everything within 2 s: open sockets get close code 1001, threads end, the port is free again. */
    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return;
        }
        servers.all().values().forEach(ServerHost::stop);
        listener.close();
        servers.all().values().forEach(ServerHost::close);
        // A loop that shuts down closes its channels at once: let the servers' turns pass, then their channels' writes.
        awaitTurnOfEveryLoop();
        awaitTurnOfEveryLoop();
        // Not left to the loops, which let some channels live on when they end. One that comes later is closed at once.
        channels.close().awaitUninterruptibly(250, TimeUnit.MILLISECONDS);
        group.shutdownGracefully(0, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    private void awaitTurnOfEveryLoop() {
        List<Future<?>> turns = new ArrayList<>();
        group.forEach(loop -> turns.add(loop.submit(() -> {})));
        turns.forEach(turn -> turn.awaitUninterruptibly(250, TimeUnit.MILLISECONDS));
    }
}
