package dev.archon.examples;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.SessionPolicy;
import dev.archon.simulator.ArchonSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A console for one server: its log on stdout, what happens to the connection on stderr, commands from stdin.
 *
 * <p>Without {@code --token} it starts a simulator in the same process and connects to that.
 */
@Command(
        name = "server-console",
        mixinStandardHelpOptions = true,
        description = "Shows a server's log and sends it the lines that you type. :quit ends it.")
public final class ServerConsole implements Callable<Integer> {

    /** After the last line of input, how long the log has to be quiet for the answers to be complete. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    @Option(names = "--base-url", paramLabel = "URL", description = "Where the API is; " + RestPaths.DEFAULT_BASE + ".")
    private @Nullable String baseUrl;

    @Option(names = "--server", paramLabel = "ID", description = "The server's id.")
    private String server = "demo";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The API token. Without it a simulator is started and connected to.")
    private @Nullable String token;

    @Option(names = "--attempts", paramLabel = "N", description = "How often to try again; ${DEFAULT-VALUE}.")
    private int attempts = 5;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for an answer; ${DEFAULT-VALUE}.")
    private int timeout = 10;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private volatile boolean connected;
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime());

    ServerConsole(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the console.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        // The console says itself what happens; the library's log would say it again.
        Logger.getLogger("dev.archon").setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, System.in, out, err));
    }

    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        return new CommandLine(new ServerConsole(in, out, err))
                .setExecutionExceptionHandler((problem, command, result) -> {
                    err.println(oneLine(problem));
                    return 1;
                })
                .setParameterExceptionHandler((problem, wrong) -> {
                    err.println(problem.getMessage() + " (see --help)");
                    return 2;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (token != null || baseUrl != null) {
            return converse(
                    URI.create(baseUrl == null ? RestPaths.DEFAULT_BASE : baseUrl), token == null ? "none" : token);
        }
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().server(server).start()) {
            err.println("no --token: connecting to a simulator at " + simulator.baseUri());
            return converse(simulator.baseUri(), "simulated");
        }
    }

    private int converse(URI base, String apiToken) throws Exception {
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
            ArchonServer handle = client.server(server);
            CompletableFuture<Integer> exit = new CompletableFuture<>();
            handle.on(LogEvent.class, this::show);
            handle.onStatus(status -> show(status, exit));
            handle.connect().whenComplete((connected, error) -> {
                if (error == null) {
                    startReading(handle, exit);
                } else {
                    exit.completeExceptionally(error);
                }
            });
            return exit.get();
        }
    }

    private void show(LogEvent log) {
        lastLine.set(System.nanoTime());
        out.println(TerminalText.harmless(log.message()));
    }

    private void show(ServerStatus status, CompletableFuture<Integer> exit) {
        String why = status.lastCause().map(Cause::describe).orElse("");
        switch (status.state()) {
            case CONNECTED -> {
                connected = true;
                err.println("connected to " + server);
            }
            case RECONNECTING -> {
                if (status.nextAttempt().isPresent()) {
                    err.println(TerminalText.harmless(why) + "; attempt " + status.attempt() + " of " + attempts);
                }
            }
            case DISCONNECTED, FAILED -> {
                // Until events have flowed once, connect() tells more.
                if (connected) {
                    exit.completeExceptionally(new IllegalStateException("server " + server + ": " + why));
                }
            }
            default -> {
                // What the user has asked for needs no line.
            }
        }
    }

    private void startReading(ArchonServer handle, CompletableFuture<Integer> exit) {
        Thread reader = new Thread(() -> read(handle, exit), "console-input");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(ArchonServer handle, CompletableFuture<Integer> exit) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine();
                    line != null && !line.strip().equals(":quit");
                    line = lines.readLine()) {
                if (!line.isBlank()) {
                    send(handle, line.strip());
                }
            }
            awaitAnswers(exit);
            exit.complete(0);
        } catch (IOException e) {
            exit.completeExceptionally(new IllegalStateException("stdin could not be read: " + e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(ArchonServer handle, String line) throws InterruptedException {
        try {
            handle.command(line).get(timeout, TimeUnit.SECONDS);
            lastLine.set(System.nanoTime());
        } catch (IllegalArgumentException | ExecutionException | TimeoutException e) {
            err.println(oneLine(e));
        }
    }

    /** Piped input ends before the server has answered its last line. */
    private void awaitAnswers(CompletableFuture<Integer> exit) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_ANSWER.toNanos();
        while (!exit.isDone() && System.nanoTime() < end && System.nanoTime() - lastLine.get() < QUIET.toNanos()) {
            Thread.sleep(20);
        }
    }

    private static String oneLine(Throwable problem) {
        Throwable cause = problem;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return TerminalText.harmless(message == null ? cause.getClass().getSimpleName() : message.replace('\n', ' '));
    }
}
