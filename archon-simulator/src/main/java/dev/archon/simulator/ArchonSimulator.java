package dev.archon.simulator;

import dev.archon.protocol.event.PowerState;
import dev.archon.simulator.scenario.Scenario;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
 * <p>Every method may be called from any thread.
 */
public final class ArchonSimulator implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 64 << 10;
    private static final int HTTP_IDLE_SECONDS = 60;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 << 10, 512 << 10);

    private final SimulatorConfig config;
    private final Journal journal = new Journal();
    private final Map<String, ServerLoop> loops = new LinkedHashMap<>();
    private final EventLoopGroup group;
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final Channel listener;

    private ArchonSimulator(SimulatorConfig config) {
        this.config = config;
        this.group = new MultiThreadIoEventLoopGroup(
                Math.max(1, Runtime.getRuntime().availableProcessors()),
                new DefaultThreadFactory("archon-simulator", true),
                NioIoHandler.newFactory());
        Tokens tokens = new Tokens(config.seed());
        for (String id : config.servers()) {
            loops.put(id, new ServerLoop(group.next(), config.time(), new ServerHost(id, config, journal, tokens)));
        }
        this.listener = bind();
        loops.forEach((id, loop) -> loop.start(config.scenariosOf(id)));
    }

    private Channel bind() {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new ReadTimeoutHandler(HTTP_IDLE_SECONDS),
                                        new HttpObjectAggregator(MAX_BODY_BYTES),
                                        new HttpHandler(loops, config, journal));
                    }
                })
                .bind(config.host(), config.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
            String problem = "cannot listen on " + config.host() + ":" + config.port() + ": "
                    + bound.cause().getMessage();
            throw new UncheckedIOException(problem, new IOException(problem, bound.cause()));
        }
        return bound.channel();
    }

    /**
     * Begins to describe a simulator.
     *
     * @return a builder with the defaults that its methods name
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The base address for clients.
     *
     * @return for example {@code http://127.0.0.1:40123}, without a slash at its end
     */
    public URI baseUri() {
        return URI.create("http://" + Addresses.authority(listener.localAddress()));
    }

    /**
     * The port that it listens on.
     *
     * @return the port, also when any port was asked for
     */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /**
     * One of its servers.
     *
     * @param id the server's id
     * @return the server
     * @throws IllegalArgumentException if there is none of that id
     */
    public SimulatedServer server(String id) {
        ServerLoop loop = loops.get(id);
        if (loop == null) {
            throw new IllegalArgumentException(
                    "no server " + id + "; this simulator has " + String.join(", ", loops.keySet()));
        }
        return new SimulatedServer(loop);
    }

    /**
     * All of its servers.
     *
     * @return the servers, in the order in which the builder was given them
     */
    public List<SimulatedServer> servers() {
        return loops.values().stream().map(SimulatedServer::new).toList();
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
        loops.values().forEach(ServerLoop::stop);
        listener.close().awaitUninterruptibly(500, TimeUnit.MILLISECONDS);
        for (ServerLoop loop : loops.values()) {
            loop.run(() -> {
                loop.host().runs().stopAll();
                loop.host().eachSession(session -> session.close(1001, "simulator closed"));
            });
        }
        // A loop that shuts down closes its channels at once: let the servers' turns pass, then their channels' writes.
        awaitTurnOfEveryLoop();
        awaitTurnOfEveryLoop();
        // Not left to the loops, which let some channels live on when they end.
        channels.close().awaitUninterruptibly(250, TimeUnit.MILLISECONDS);
        group.shutdownGracefully(0, 1000, TimeUnit.MILLISECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    private void awaitTurnOfEveryLoop() {
        List<Future<?>> turns = new ArrayList<>();
        group.forEach(loop -> turns.add(loop.submit(() -> {})));
        turns.forEach(turn -> turn.awaitUninterruptibly(250, TimeUnit.MILLISECONDS));
    }

    /** Describes a simulator. Belongs to one thread; each method returns this builder. */
    public static final class Builder {

        private final List<String> servers = new ArrayList<>();
        private String host = "127.0.0.1";
        private int port;
        private long seed = 1;
        private Optional<String> apiToken = Optional.empty();
        private Duration tokenLifetime = Duration.ofMinutes(10);
        private Duration tokenWarning = Duration.ofMinutes(1);
        private Duration clockSkew = Duration.ZERO;
        private SimulatorTime time = SimulatorTime.real();
        private Traffic traffic = Traffic.NORMAL;
        private PowerState powerState = PowerState.RUNNING;
        private Optional<Duration> autoRestart = Optional.empty();
        private int historyLines = 1000;
        private long backlogBytes = 64L << 20;
        private final List<SimulatorConfig.PlannedScenario> scenarios = new ArrayList<>();
        private ControlAccess control = ControlAccess.LOOPBACK;

        private Builder() {}

        /**
         * Adds a server. Without any there is one called {@code demo}.
         *
         * @param id its id, not empty; the same id again adds nothing
         * @return this
         */
        public Builder server(String id) {
            if (id.isEmpty()) {
                throw new IllegalArgumentException("server must not be empty");
            }
            if (!servers.contains(id)) {
                servers.add(id);
            }
            return this;
        }

        /**
         * What randomness comes from: the same seed, {@linkplain SimulatorTime#manual manual time} and the same calls
         * give the same bytes.
         *
         * @param newSeed any number; by default 1
         * @return this
         */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * The only API token that is taken.
         *
         * @param token the token; by default any that is not empty will do
         * @return this
         */
        public Builder apiToken(String token) {
            if (token.isEmpty()) {
                throw new IllegalArgumentException("apiToken must not be empty");
            }
            apiToken = Optional.of(token);
            return this;
        }

        /**
         * How long the token of a WebSocket is good for.
         *
         * @param lifetime in the simulator's time, above {@link #tokenWarning}; by default 10 minutes
         * @return this
         */
        public Builder tokenLifetime(Duration lifetime) {
            tokenLifetime = Objects.requireNonNull(lifetime, "lifetime");
            return this;
        }

        /**
         * How long before a token's end {@code auth-expiring} is sent.
         *
         * @param warning in the simulator's time; by default one minute
         * @return this
         */
        public Builder tokenWarning(Duration warning) {
            tokenWarning = Objects.requireNonNull(warning, "warning");
            return this;
        }

        /**
         * How far the clock that tokens are made by is ahead of the clients' clock.
         *
         * @param skew negative for behind; by default zero
         * @return this
         */
        public Builder clockSkew(Duration skew) {
            clockSkew = Objects.requireNonNull(skew, "skew");
            return this;
        }

        /**
         * The port to listen on.
         *
         * @param newPort the port; by default 0, which means any that is free
         * @return this
         */
        public Builder port(int newPort) {
            if (newPort < 0 || newPort > 65_535) {
                throw new IllegalArgumentException("port must be 0 to 65535: " + newPort);
            }
            port = newPort;
            return this;
        }

        /**
         * The address to listen on.
         *
         * @param newHost a name or an address; by default {@code 127.0.0.1}
         * @return this
         */
        public Builder host(String newHost) {
            host = Objects.requireNonNull(newHost, "newHost");
            return this;
        }

        /**
         * The time that the servers live in.
         *
         * @param newTime by default {@link SimulatorTime#real()}
         * @return this
         */
        public Builder time(SimulatorTime newTime) {
            time = Objects.requireNonNull(newTime, "newTime");
            return this;
        }

        /**
         * How much goes on by itself.
         *
         * @param newTraffic by default {@link Traffic#NORMAL}
         * @return this
         */
        public Builder traffic(Traffic newTraffic) {
            traffic = Objects.requireNonNull(newTraffic, "newTraffic");
            return this;
        }

        /**
         * The power state that servers begin in.
         *
         * @param state {@link PowerState#RUNNING}, the default: started ten minutes ago, with a history to show; or
         *     {@link PowerState#STOPPED}
         * @return this
         * @throws IllegalArgumentException if it is another state
         */
        public Builder powerState(PowerState state) {
            if (state != PowerState.RUNNING && state != PowerState.STOPPED) {
                throw new IllegalArgumentException("servers can begin RUNNING or STOPPED, not " + state);
            }
            powerState = state;
            return this;
        }

        /**
         * Makes servers start again by themselves after a crash.
         *
         * @param delay how long after the crash, in the simulator's time; by default they stay crashed
         * @return this
         */
        public Builder autoRestart(Duration delay) {
            autoRestart = Optional.of(delay);
            return this;
        }

        /**
         * How many of the last console lines are replayed after {@code auth-ok}.
         *
         * @param lines 0 for none; by default 1000
         * @return this
         */
        public Builder historyLines(int lines) {
            if (lines < 0) {
                throw new IllegalArgumentException("historyLines must not be negative: " + lines);
            }
            historyLines = lines;
            return this;
        }

        /**
         * How much may wait for a socket that does not read, before it is closed with 1013.
         *
         * @param bytes above 0; by default 64 MiB
         * @return this
         */
        public Builder backlogBytes(long bytes) {
            if (bytes <= 0) {
                throw new IllegalArgumentException("backlogBytes must be above 0: " + bytes);
            }
            backlogBytes = bytes;
            return this;
        }

        /**
         * Plays a scenario on every server from the start. May be called several times.
         *
         * @param scenario the scenario, for example {@code Scenarios.named("crash-loop")}
         * @return this
         */
        public Builder scenario(Scenario scenario) {
            scenarios.add(new SimulatorConfig.PlannedScenario(Optional.empty(), scenario));
            return this;
        }

        /**
         * Plays a scenario on one server from the start, and adds the server if it is not there. May be called several
         * times.
         *
         * @param server the server's id, not empty
         * @param scenario the scenario
         * @return this
         */
        public Builder scenario(String server, Scenario scenario) {
            scenarios.add(new SimulatorConfig.PlannedScenario(Optional.of(server), scenario));
            return server(server);
        }

        /**
         * Who may use the control API under {@code /sim/}.
         *
         * @param access by default {@link ControlAccess#LOOPBACK}
         * @return this
         */
        public Builder control(ControlAccess access) {
            control = Objects.requireNonNull(access, "access");
            return this;
        }

        /**
         * Starts the simulator.
         *
         * @return a simulator that listens
         * @throws UncheckedIOException if it cannot listen on the address, for example because the port is taken
         * @throws IllegalArgumentException if {@link #tokenWarning} is negative or not below {@link #tokenLifetime}
         */
        public ArchonSimulator start() {
            if (tokenWarning.isNegative() || tokenWarning.compareTo(tokenLifetime) >= 0) {
                throw new IllegalArgumentException("tokenWarning must be at least zero and below tokenLifetime "
                        + tokenLifetime + ": " + tokenWarning);
            }
            return new ArchonSimulator(new SimulatorConfig(
                    host,
                    port,
                    seed,
                    servers.isEmpty() ? List.of("demo") : List.copyOf(servers),
                    apiToken,
                    tokenLifetime,
                    tokenWarning,
                    clockSkew,
                    time,
                    traffic,
                    powerState,
                    autoRestart,
                    historyLines,
                    backlogBytes,
                    List.copyOf(scenarios),
                    control));
        }
    }
}
