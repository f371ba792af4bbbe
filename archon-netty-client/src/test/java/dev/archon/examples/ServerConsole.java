package dev.archon.examples;

import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.session.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A console for one server: its log on stdout, what happens to the connection on stderr, commands from stdin.
 *
 * <p>In a terminal (not on Windows) the line that is being typed can be edited and stays whole below what comes in.
 * Without {@code --token} it starts a simulator in the same process and connects to that.
 */
@Command(
        name = "server-console",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a server's log and sends it the lines that you type. :quit, Ctrl-C or Ctrl-D ends it.",
            "In a terminal the arrow keys bring back earlier lines and Tab completes a command; colours are used"
                    + " unless the environment variable NO_COLOR is set."
        })
public final class ServerConsole implements Callable<Integer> {

    static final String QUIT = ":quit";

    /** What shells expect of a program that was ended with Ctrl-C: 128 and the number of the signal. */
    private static final int INTERRUPTED = 130;

    /** After the last line of input, how long the log has to be quiet for the answers to be complete. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    @Mixin
    private final ServerOptions options = new ServerOptions();

    private final ConsoleView view;
    private final PrintStream err;
    private volatile boolean connected;
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime());

    ServerConsole(ConsoleView view, PrintStream err) {
        this.view = view;
        this.err = err;
    }

    /**
     * Runs the console.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        LibraryLog.switchOff();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int exit;
        try (ConsoleView view = view(out, err)) {
            exit = run(arguments, view, err);
        }
        System.exit(exit);
    }

    private static ConsoleView view(PrintStream out, PrintStream err) {
        if (TerminalSize.isWhollyATerminal()) {
            try {
                return EditedConsole.open(Colours.of(System.getenv()));
            } catch (IOException e) {
                err.println("lines cannot be edited: " + e.getMessage());
            }
        }
        return new PlainConsole(System.in, out, err);
    }

    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        return run(arguments, new PlainConsole(in, out, err), err);
    }

    private static int run(String[] arguments, ConsoleView view, PrintStream err) {
        return ServerOptions.execute(new ServerConsole(view, err), err, arguments);
    }

    @Override
    public Integer call() throws Exception {
        return options.run(err, this::converse);
    }

    private int converse(ArchonServer server) throws Exception {
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        server.onLines(this::show);
        server.onStatus(status -> show(status, exit));
        server.connect().whenComplete((connected, error) -> {
            if (error == null) {
                startReading(server, exit);
            } else {
                exit.completeExceptionally(error);
            }
        });
        try {
            return exit.get();
        } finally {
            view.close();
        }
    }

    private void show(List<ConsoleLine> lines) {
        lastLine.set(System.nanoTime());
        view.show(lines);
    }

    private void show(ServerStatus status, CompletableFuture<Integer> exit) {
        String why = status.lastCause().map(Cause::describe).orElse("");
        switch (status.state()) {
            case CONNECTED -> {
                connected = true;
                view.tell("connected to " + options.server());
            }
            case RECONNECTING -> {
                if (status.nextAttempt().isPresent()) {
                    view.warn(why + "; attempt " + status.attempt() + " of " + options.attempts());
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
        try {
            Optional<String> line = view.readLine();
            while (line.isPresent() && !line.get().strip().equals(QUIT)) {
                send(handle, line.get());
                line = view.readLine();
            }
            if (!view.isInteractive()) {
                awaitAnswers(exit);
            }
            exit.complete(0);
        } catch (IOException e) {
            exit.completeExceptionally(new IllegalStateException("stdin could not be read: " + e.getMessage(), e));
        } catch (InterruptedException e) {
            exit.complete(INTERRUPTED);
        }
    }

    private void send(ArchonServer handle, String typed) throws InterruptedException {
        // What is pasted into a terminal may have more than one line.
        for (String line : typed.lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                sendLine(handle, line);
            }
        }
    }

    private void sendLine(ArchonServer handle, String line) throws InterruptedException {
        try {
            handle.command(line).get(options.timeoutSeconds(), TimeUnit.SECONDS);
            lastLine.set(System.nanoTime());
        } catch (IllegalArgumentException | ExecutionException | TimeoutException e) {
            view.warn(ServerOptions.oneLine(e));
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
