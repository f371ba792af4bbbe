package dev.archon.simulator.cli;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.ControlAccess;
import dev.archon.simulator.SimulatorTime;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates servers until the process is stopped. */
@Command(
        name = "serve",
        description = "Simulates servers, on one port, until it gets SIGTERM or SIGINT. This is the default command.",
        footer = {
            "",
            "Prints 'ready URL' on a line of its own when it listens; give that URL to a client as its base URL."
                    + " Everything else goes to standard error.",
            "",
            "Examples:",
            "  java -jar archon-simulator.jar --port 8080 --server lobby --server survival",
            "  java -jar archon-simulator.jar --scenario busy --token-ttl 2m",
            "  java -jar archon-simulator.jar --events doc --history-chunk 500",
            "  java -jar archon-simulator.jar --scenario ./my-scenario.json --seed 7",
            "  java -jar archon-simulator.jar --port 8080 --stubs ./stubs"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {

    private static final Duration LONGEST_WARNING = Duration.ofMinutes(1);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ListenOptions listen = new ListenOptions();

    @Option(
            names = "--server",
            paramLabel = "ID",
            description = "id of a server; may be given again and again; by default there is one called demo")
    List<String> servers = List.of();

    @Mixin
    TokenOption token = new TokenOption();

    @Option(
            names = "--scenario",
            paramLabel = "NAME-OR-FILE",
            converter = ScenarioConverter.class,
            description = {
                "what happens on every server: a name that the command scenarios lists, or a JSON file (./boot means"
                        + " the file, boot the scenario of that name); may be given again and again"
            })
    List<Scenario> scenarios = List.of();

    @Option(
            names = "--stubs",
            paramLabel = "PATH",
            converter = StubsConverter.class,
            description = {
                "answers to REST calls that the simulator does not know: a JSON file, or a folder of such files; may be"
                        + " given again and again; GET /sim/stub-schema describes the form"
            })
    List<StubsConverter.Stubs> stubs = List.of();

    @Option(
            names = "--forward",
            paramLabel = "URL",
            description = "where REST calls are sent that neither the simulator nor a stub answers; by default nowhere")
    @Nullable
    URI forward;

    @Option(
            names = "--control",
            paramLabel = "WHO",
            defaultValue = "loopback",
            description =
                    "who may use the control API under /sim/: ${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}")
    ControlAccess control = ControlAccess.LOOPBACK;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = {
                "origin whose pages may use the control API and make REST calls, such as http://localhost:3000; may be"
                        + " given again and again; by default only the simulator's own page may use the control API"
            })
    List<String> origins = List.of();

    @Option(
            names = "--events",
            paramLabel = "STYLE",
            defaultValue = "panel",
            description = {
                "in which messages consoles are sent: panel, entries of the game's logger as log4j and other text as"
                        + " log, as real servers do; doc, each line as log, as the API's document says and older servers"
                        + " do; by default ${DEFAULT-VALUE}"
            })
    EventStyle events = EventStyle.PANEL;

    @Option(
            names = "--history-chunk",
            paramLabel = "LINES",
            defaultValue = "1",
            description = "how many lines of the history come in one log message; a log4j entry is always a message of"
                    + " its own; by default ${DEFAULT-VALUE}")
    int historyChunk = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what randomness comes from; by default ${DEFAULT-VALUE}")
    long seed;

    @Option(
            names = "--token-ttl",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = {
                "how long a WebSocket's token is good for: 90s, 10m, 1h; by default ${DEFAULT-VALUE}.",
                "The server warns a minute before the end, or at half of the time if that is less than two minutes."
            })
    Duration tokenLifetime = Duration.ofMinutes(10);

    @Option(
            names = "--token-call-limit",
            paramLabel = "N",
            description = {
                "how many token calls a second are answered, those of all servers together; others get 429 with"
                        + " Retry-After 1; no limit by default"
            })
    int tokenCallLimit;

    @Option(
            names = "--no-compression",
            description = "do not accept permessage-deflate; by default it is accepted when a client offers it")
    boolean withoutCompression;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "how many seconds pass on the servers in one real second; by default ${DEFAULT-VALUE}")
    double speed;

    @Override
    public Integer call() throws Exception {
        new ForegroundRunner(spec, listen).run(simulator(), token.note());
        return ExitCode.OK;
    }

    ArchonSimulatorBuilder simulator() {
        try {
            ArchonSimulatorBuilder builder = ArchonSimulator.builder()
                    .seed(seed)
                    .control(control)
                    .events(events)
                    .historyChunk(historyChunk)
                    .compression(!withoutCompression)
                    .time(SimulatorTime.scaled(speed))
                    .tokenLifetime(tokenLifetime)
                    .tokenWarning(warning());
            servers.forEach(builder::server);
            origins.forEach(builder::allowOrigin);
            scenarios.forEach(builder::scenario);
            URI elsewhere = forward;
            if (elsewhere != null) {
                builder.forward(elsewhere);
            }
            stubs.forEach(read -> builder.stubs(read.all()));
            token.apply(builder);
            if (spec.commandLine().getParseResult().hasMatchedOption("--token-call-limit")) {
                builder.tokenCallLimit(tokenCallLimit, Duration.ofSeconds(1));
            }
            return builder;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Duration warning() {
        Duration half = tokenLifetime.dividedBy(2);
        return half.compareTo(LONGEST_WARNING) < 0 ? half : LONGEST_WARNING;
    }
}
