package dev.archon.examples;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.session.SessionPolicy;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.scenario.EventStyle;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which server a program is for, and how it gets there: the options that all of them have. */
final class ServerOptions {

    @Option(names = "--base-url", paramLabel = "URL", description = "Where the API is; " + RestPaths.DEFAULT_BASE + ".")
    private @Nullable String baseUrl;

    @Option(names = "--server", paramLabel = "ID", description = "The server's id.")
    private String server = "demo";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The API token. Without it a simulator is started and connected to.")
    private @Nullable String token;

    @Option(
            names = "--events",
            paramLabel = "STYLE",
            description =
                    "In which messages the simulator's console comes: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}.")
    private EventStyle events = EventStyle.PANEL;

    @Option(names = "--attempts", paramLabel = "N", description = "How often to try again; ${DEFAULT-VALUE}.")
    private int attempts = 5;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for an answer; ${DEFAULT-VALUE}.")
    private int timeout = 10;

    /** What a program does with its server. */
    interface Program {

        int run(ArchonServer server) throws Exception;
    }

    String server() {
        return server;
    }

    int attempts() {
        return attempts;
    }

    int timeoutSeconds() {
        return timeout;
    }

    /** Runs a program with a client for the server, or for one of a simulator in this process. */
    int run(PrintStream err, Program program) throws Exception {
        if (token != null || baseUrl != null) {
            return run(
                    URI.create(baseUrl == null ? RestPaths.DEFAULT_BASE : baseUrl),
                    token == null ? "none" : token,
                    program);
        }
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().server(server).events(events).start()) {
            err.println("no --token: connecting to a simulator at " + simulator.baseUri());
            return run(simulator.baseUri(), "simulated", program);
        }
    }

    private int run(URI base, String apiToken, Program program) throws Exception {
        SessionPolicy session = SessionPolicy.builder()
                .backoff(BackoffPolicy.exponential().maxAttempts(attempts).build())
                .openTimeout(Duration.ofSeconds(timeout))
                .authTimeout(Duration.ofSeconds(timeout))
                .build();
        try (ArchonClient client = ArchonClient.builder()
                .baseUrl(base)
                .token(apiToken)
                .session(session)
                .requestTimeout(Duration.ofSeconds(timeout))
                .connectTimeout(Duration.ofSeconds(timeout))
                .build()) {
            return program.run(client.server(server));
        }
    }

    /** Parses the arguments and runs a command, with one line for whatever goes wrong. Returns the exit code. */
    static int execute(Callable<Integer> command, PrintStream err, String... arguments) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, line, result) -> {
                    err.println(oneLine(problem));
                    return 1;
                })
                .setParameterExceptionHandler((problem, wrong) -> {
                    err.println(problem.getMessage() + " (see --help)");
                    return 2;
                })
                .execute(arguments);
    }

    static String oneLine(Throwable problem) {
        Throwable cause = problem;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return TerminalText.harmless(message == null ? cause.getClass().getSimpleName() : message.replace('\n', ' '));
    }
}
