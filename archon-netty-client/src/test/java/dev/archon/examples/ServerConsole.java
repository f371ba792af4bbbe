package dev.archon.examples;

import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.session.Cause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final ServerOptions options = new ServerOptions();

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
        return ServerOptions.execute(new ServerConsole(in, out, err), err, arguments);
    }

    @Override
    public Integer call() throws Exception {
        return options.run(err, this::converse);
    }

    private int converse(ArchonServer server) throws Exception {
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        server.onLine(this::show);
        server.onStatus(status -> show(status, exit));
        server.connect().whenComplete((connected, error) -> {
            if (error == null) {
                startReading(server, exit);
            } else {
                exit.completeExceptionally(error);
            }
        });
        return exit.get();
    }

    private void show(ConsoleLine line) {
        lastLine.set(System.nanoTime());
        out.println(TerminalText.harmless(line.text()));
    }

    private void show(ServerStatus status, CompletableFuture<Integer> exit) {
        String why = status.lastCause().map(Cause::describe).orElse("");
        switch (status.state()) {
            case CONNECTED -> {
                connected = true;
                err.println("connected to " + options.server());
            }
            case RECONNECTING -> {
                if (status.nextAttempt().isPresent()) {
                    err.println(
                            TerminalText.harmless(why) + "; attempt " + status.attempt() + " of " + options.attempts());
                }
            }
            case DISCONNECTED, FAILED -> {
                // Until events have flowed once, connect() tells more.
                if (connected) {
                    exit.completeExceptionally(new IllegalStateException("server " + options.server() + ": " + why));
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
            handle.command(line).get(options.timeoutSeconds(), TimeUnit.SECONDS);
            lastLine.set(System.nanoTime());
        } catch (IllegalArgumentException | ExecutionException | TimeoutException e) {
            err.println(ServerOptions.oneLine(e));
        }
    }

    /** Piped input ends before the server has answered its last line. */
    private void awaitAnswers(CompletableFuture<Integer> exit) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_ANSWER.toNanos();
        while (!exit.isDone() && System.nanoTime() < end && System.nanoTime() - lastLine.get() < QUIET.toNanos()) {
            Thread.sleep(20);
        }
    }
}
