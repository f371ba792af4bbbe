package dev.archon.simulator;

import dev.archon.protocol.event.PowerState;
import dev.archon.simulator.internal.forward.ForwardTarget;
import dev.archon.simulator.internal.http.CallLimit;
import dev.archon.simulator.internal.json.JsonLibraries;
import dev.archon.simulator.internal.server.ServerConfig;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Stub;
import dev.archon.simulator.scenario.Traffic;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Describes an {@link ArchonSimulator}. Belongs to one thread. */
public final class ArchonSimulatorBuilder {

    private static final int MOST_CALLS = 1_000_000;

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
    private EventStyle events = EventStyle.DOC;
    private int historyChunk = 1;
    private int historyLines = 1000;
    private long backlogBytes = 64L << 20;
    private Optional<TlsCertificate> tls = Optional.empty();
    private Optional<Recording> recording = Optional.empty();
    private ReplayPace replayPace = ReplayPace.RECORDED;
    private final List<SimulatorConfig.PlannedScenario> scenarios = new ArrayList<>();
    private Optional<ForwardTarget> forward = Optional.empty();
    private final List<Stub> stubs = new ArrayList<>();
    private ControlAccess control = ControlAccess.LOOPBACK;
    private boolean compression = true;
    private Optional<CallLimit> callLimit = Optional.empty();
    private final Set<String> origins = new LinkedHashSet<>();

    ArchonSimulatorBuilder() {}

    /**
     * Adds a server. Without any there is one called {@code demo}.
     *
     * @param id its id, not empty; the same id again adds nothing
     * @return this
     */
    public ArchonSimulatorBuilder server(String id) {
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
    public ArchonSimulatorBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * The only API token that is taken.
     *
     * @param token the token; by default any that is not empty will do
     * @return this
     */
    public ArchonSimulatorBuilder apiToken(String token) {
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
    public ArchonSimulatorBuilder tokenLifetime(Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("the lifetime of tokens must be above zero: " + lifetime);
        }
        tokenLifetime = lifetime;
        return this;
    }

    /**
     * How long before a token's end {@code auth-expiring} is sent.
     *
     * @param warning in the simulator's time; by default one minute
     * @return this
     */
    public ArchonSimulatorBuilder tokenWarning(Duration warning) {
        tokenWarning = Objects.requireNonNull(warning, "warning");
        return this;
    }

    /**
     * How far the clock that tokens are made by is ahead of the clients' clock.
     *
     * @param skew negative for behind; by default zero
     * @return this
     */
    public ArchonSimulatorBuilder clockSkew(Duration skew) {
        clockSkew = Objects.requireNonNull(skew, "skew");
        return this;
    }

    /**
     * How many calls for WebSocket credentials are answered, those of all servers together: up to a second's worth at once.
     * Calls above it are answered with 429 and {@code Retry-After}, as by an API with a rate limit. By default there is
     * no limit.
     *
     * @param perSecond how many a second of the simulator's time, 1 to 1,000,000
     * @param retryAfter what {@code Retry-After} says, one second to one day; fractions of a second are cut off
     * @return this
     */
    public ArchonSimulatorBuilder tokenCallLimit(int perSecond, Duration retryAfter) {
        if (perSecond < 1 || perSecond > MOST_CALLS) {
            throw new IllegalArgumentException(
                    "tokenCallLimit must be 1 to " + MOST_CALLS + " calls a second: " + perSecond);
        }
        if (retryAfter.compareTo(Duration.ofSeconds(1)) < 0 || retryAfter.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("retryAfter must be one second to one day: " + retryAfter);
        }
        callLimit = Optional.of(new CallLimit(perSecond, retryAfter));
        return this;
    }

    /**
     * The port to listen on.
     *
     * @param newPort the port; by default 0, which means any that is free
     * @return this
     */
    public ArchonSimulatorBuilder port(int newPort) {
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
    public ArchonSimulatorBuilder host(String newHost) {
        host = Objects.requireNonNull(newHost, "newHost");
        return this;
    }

    /**
     * The time that the servers live in.
     *
     * @param newTime by default {@link SimulatorTime#real()}
     * @return this
     */
    public ArchonSimulatorBuilder time(SimulatorTime newTime) {
        time = Objects.requireNonNull(newTime, "newTime");
        return this;
    }

    /**
     * How much goes on by itself.
     *
     * @param newTraffic by default {@link Traffic#NORMAL}
     * @return this
     */
    public ArchonSimulatorBuilder traffic(Traffic newTraffic) {
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
    public ArchonSimulatorBuilder powerState(PowerState state) {
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
    public ArchonSimulatorBuilder autoRestart(Duration delay) {
        autoRestart = Optional.of(delay);
        return this;
    }

    /**
     * In which messages servers tell what is on their consoles, until {@link SimulatedServer#events(EventStyle)} changes
     * it. All other events are the same in both styles.
     *
     * @param style by default {@link EventStyle#DOC}; real servers send {@link EventStyle#PANEL}
     * @return this
     */
    public ArchonSimulatorBuilder events(EventStyle style) {
        events = Objects.requireNonNull(style, "style");
        return this;
    }

    /**
     * How many of the last console lines are replayed after {@code auth-ok}.
     *
     * @param lines 0 for none; by default 1000
     * @return this
     */
    public ArchonSimulatorBuilder historyLines(int lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("historyLines must not be negative: " + lines);
        }
        historyLines = lines;
        return this;
    }

    /**
     * How many lines of the history come in one {@code log} message, joined by line feeds. A message has lines of one stream
     * only, and a {@code log4j} entry is always a message of its own.
     *
     * @param lines 1 or more; by default 1
     * @return this
     */
    public ArchonSimulatorBuilder historyChunk(int lines) {
        if (lines < 1) {
            throw new IllegalArgumentException("historyChunk must be 1 or more: " + lines);
        }
        historyChunk = lines;
        return this;
    }

    /**
     * How much may wait for a socket that does not read, before it is closed with 1013.
     *
     * @param bytes above 0; by default 64 MiB
     * @return this
     */
    public ArchonSimulatorBuilder backlogBytes(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("backlogBytes must be above 0: " + bytes);
        }
        backlogBytes = bytes;
        return this;
    }

    /**
     * Speaks HTTPS and WSS only, with a good certificate that is made at the start. By default it speaks plain HTTP.
     *
     * @return this
     */
    public ArchonSimulatorBuilder tls() {
        return tls(TlsCertificate.VALID);
    }

    /**
     * Speaks HTTPS and WSS only, with a certificate that is made at the start.
     *
     * @param certificate what is right or wrong with the certificate
     * @return this
     */
    public ArchonSimulatorBuilder tls(TlsCertificate certificate) {
        tls = Optional.of(certificate);
        return this;
    }

    /**
     * Plays a scenario on every server from the start. May be called several times.
     *
     * @param scenario the scenario, for example {@code Scenarios.named("crash-loop")}
     * @return this
     */
    public ArchonSimulatorBuilder scenario(Scenario scenario) {
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
    public ArchonSimulatorBuilder scenario(String server, Scenario scenario) {
        scenarios.add(new SimulatorConfig.PlannedScenario(Optional.of(server), scenario));
        return server(server);
    }

    /**
     * Adds a stub from the start. May be called several times.
     *
     * @param stub the stub, for example {@code Stub.on("GET /v1/notices").json("[]").build()}
     * @return this
     */
    public ArchonSimulatorBuilder stub(Stub stub) {
        stubs.add(Objects.requireNonNull(stub, "stub"));
        return this;
    }

    /**
     * Adds stubs from the start. May be called several times.
     *
     * @param newStubs the stubs, for example {@code Stub.read(Path.of("stubs"))}
     * @return this
     */
    public ArchonSimulatorBuilder stubs(List<Stub> newStubs) {
        newStubs.forEach(this::stub);
        return this;
    }

    /**
     * Sends REST calls that neither the simulator nor a stub answers on to another address, with their headers, the API token
     * among them. That address alone is called: a redirect is handed to the client as it is. A request may have 64 KiB and an
     * answer 8 MiB; there is 502 if the other side fails, and 504 if it takes more than 30 s.
     *
     * @param address an {@code http} or {@code https} address with a host, and perhaps a port and a path that goes before that of
     *     the calls; by default nothing is sent on
     * @return this
     * @throws IllegalArgumentException if it is no such address
     */
    public ArchonSimulatorBuilder forward(URI address) {
        forward = Optional.of(new ForwardTarget(address));
        return this;
    }

    /**
     * Plays a recording: its servers are added, and on them no game goes on.
     *
     * <p>The first client that connects to a server gets what the first recorded one got, frame by frame, the second
     * what the second got, and so on; after the last it starts again. Tokens are those of this simulator and are
     * checked as ever, but do not run out for 20 days: {@code auth-expiring} comes when it was recorded, and the recorded
     * answer to {@code auth} when the client has sent a good token. A client that renews its token more than 30 s before
     * the recorded one did gets {@code auth-ok} at once. Commands and power actions are noted in the journal and
     * change nothing. Where the recorded client left, the connection is left open.
     *
     * @param newRecording the recording
     * @param pace how fast
     * @return this
     * @throws IllegalArgumentException if it holds no WebSocket, and so nothing to play
     */
    public ArchonSimulatorBuilder replay(Recording newRecording, ReplayPace pace) {
        if (newRecording.servers().isEmpty()) {
            throw new IllegalArgumentException("the recording holds no WebSocket, so there is nothing to play");
        }
        recording = Optional.of(newRecording);
        replayPace = Objects.requireNonNull(pace, "pace");
        newRecording.servers().forEach(this::server);
        return this;
    }

    /**
     * Whether {@code permessage-deflate} (RFC 7692) is accepted when a WebSocket handshake offers it. Every message to such
     * a client is compressed; one that does not offer it gets messages as they are.
     *
     * @param accepted whether it is accepted; by default it is
     * @return this
     */
    public ArchonSimulatorBuilder compression(boolean accepted) {
        compression = accepted;
        return this;
    }

    /**
     * Who may use the control API under {@code /sim/}.
     *
     * @param access by default {@link ControlAccess#LOOPBACK}
     * @return this
     */
    public ArchonSimulatorBuilder control(ControlAccess access) {
        control = Objects.requireNonNull(access, "access");
        return this;
    }

    /**
     * Lets the pages of an origin make REST calls and use the control API, for a browser test that breaks the servers of the
     * page that it tests. By default only the simulator's own page may use the control API. May be called several times.
     *
     * @param origin a scheme, a host and perhaps a port, for example {@code http://localhost:3000}
     * @return this
     * @throws IllegalArgumentException if it is no origin; {@code *} is none
     */
    public ArchonSimulatorBuilder allowOrigin(String origin) {
        origins.add(AllowedOrigins.checked(origin));
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @return a simulator that listens
     * @throws UncheckedIOException if it cannot listen on the address, for example because the port is taken
     * @throws IllegalArgumentException if {@link #tokenWarning} is negative or not below {@link #tokenLifetime}, or if calls
     *     that come by {@linkplain #tls() TLS} would be {@linkplain #forward forwarded} in clear to another machine
     * @throws IllegalStateException if the jars of Jackson on the class path do not fit together; the message says which. Also
     *     if there are more than 10,000 stubs
     */
    public ArchonSimulator start() {
        if (tokenWarning.isNegative() || tokenWarning.compareTo(tokenLifetime) >= 0) {
            throw new IllegalArgumentException("tokenWarning must be at least zero and below tokenLifetime "
                    + tokenLifetime + ": " + tokenWarning);
        }
        if (tls.isPresent() && forward.filter(ForwardTarget::isInClear).isPresent()) {
            throw new IllegalArgumentException(
                    "forward must be https, since the simulator itself speaks TLS and tokens would"
                            + " leave this machine in clear: " + forward.get());
        }
        JsonLibraries.check();
        return new ArchonSimulator(new SimulatorConfig(
                host,
                port,
                apiToken,
                tls.map(kind -> TlsIdentity.create(kind, host)),
                control,
                compression,
                callLimit,
                AllowedOrigins.of(origins),
                servers.isEmpty() ? List.of("demo") : List.copyOf(servers),
                serverConfig(),
                List.copyOf(scenarios),
                List.copyOf(stubs),
                forward));
    }

    private ServerConfig serverConfig() {
        return new ServerConfig(
                seed,
                time.clock(),
                tokenLifetime,
                tokenWarning,
                clockSkew,
                traffic,
                powerState,
                autoRestart,
                events,
                historyLines,
                historyChunk,
                backlogBytes,
                recording.map(Recording::recorded).orElse(Map.of()),
                replayPace == ReplayPace.RECORDED);
    }
}
