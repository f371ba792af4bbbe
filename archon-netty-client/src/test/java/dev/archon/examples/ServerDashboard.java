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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A dashboard for one server: power, CPU, RAM, uptime, active backups and the last lines of its log.
 *
 * <p>In a terminal it is redrawn in place. Elsewhere it prints plain lines: the log, and a summary when that has changed.
 * Without {@code --token} it starts a simulator in the same process and connects to that.
 */
@Command(
        name = "server-dashboard",
        mixinStandardHelpOptions = true,
        description = "Shows how a server is. Ctrl-C or :quit ends it; at the end of input it shows what there is.")
public final class ServerDashboard implements Callable<Integer> {

    /** Ten times a second at most, however much happens. */
    private static final Duration FRAME = Duration.ofMillis(100);

    private static final Duration SUMMARY = Duration.ofSeconds(1);
    private static final Duration RESIZE = Duration.ofSeconds(2);

    /** After the end of input, how long to wait for the first figures. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    @Mixin
    private final ServerOptions options = new ServerOptions();

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    private final Deque<String> log = new ArrayDeque<>();
    private long lines;
    private volatile boolean connected;

    ServerDashboard(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * Runs the dashboard.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        LibraryLog.switchOff();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, System.in, out, err, TerminalSize.isStdoutATerminal()));
    }

    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        return ServerOptions.execute(new ServerDashboard(in, out, err, terminal), err, arguments);
    }

    @Override
    public Integer call() throws Exception {
        return options.run(err, this::watch);
    }

    private int watch(ArchonServer server) throws Exception {
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        server.onLine(this::keep);
        server.onStatus(status -> follow(status, exit));
        server.connect().whenComplete((done, error) -> {
            if (error == null) {
                startReading(server, exit);
            } else {
                exit.completeExceptionally(error);
            }
        });
        return terminal ? drawUntil(exit, server) : printUntil(exit, server);
    }

    private int drawUntil(CompletableFuture<Integer> exit, ArchonServer server) throws Exception {
        try (Screen screen = new Screen(out)) {
            screen.open();
            TerminalSize size = TerminalSize.ofTerminal();
            long asked = System.nanoTime();
            do {
                if (System.nanoTime() - asked > RESIZE.toNanos()) {
                    size = TerminalSize.ofTerminal();
                    asked = System.nanoTime();
                }
                screen.draw(DashboardView.lines(state(server), size));
            } while (goesOn(exit));
            screen.draw(DashboardView.lines(state(server), size));
        }
        return exit.get();
    }

    private int printUntil(CompletableFuture<Integer> exit, ArchonServer server) throws Exception {
        long printed = 0;
        String summary = "";
        long summed = System.nanoTime() - SUMMARY.toNanos();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = goesOn(exit);
            DashboardState state = state(server);
            printed = printLog(state, printed);
            boolean due = !goesOn || System.nanoTime() - summed >= SUMMARY.toNanos();
            if (due && !summary.equals(DashboardView.summary(state))) {
                summary = DashboardView.summary(state);
                out.println(summary);
                summed = System.nanoTime();
            }
        }
        return exit.get();
    }

    private long printLog(DashboardState state, long printed) {
        long fresh = state.lines() - printed;
        List<String> log = state.log();
        if (fresh > log.size()) {
            out.println("    ... " + (fresh - log.size()) + " lines ...");
        }
        log.subList((int) Math.max(0, log.size() - fresh), log.size())
                .forEach(line -> out.println(TerminalText.plain(line)));
        return state.lines();
    }

    private static boolean goesOn(CompletableFuture<Integer> exit) throws InterruptedException {
        try {
            exit.get(FRAME.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            // Thrown again once the last frame is drawn.
            return false;
        }
    }

    private synchronized DashboardState state(ArchonServer server) {
        return new DashboardState(
                options.server(),
                server.status(),
                options.attempts(),
                server.snapshot(),
                Instant.now(),
                lines,
                List.copyOf(log));
    }

    private synchronized void keep(ConsoleLine line) {
        lines++;
        if (log.size() == DashboardState.LOG_LINES) {
            log.removeFirst();
        }
        log.addLast(line.text());
    }

    private void follow(ServerStatus status, CompletableFuture<Integer> exit) {
        switch (status.state()) {
            case CONNECTED -> connected = true;
            case DISCONNECTED, FAILED -> {
                // Until events have flowed once, connect() tells more.
                if (connected) {
                    String why = status.lastCause().map(Cause::describe).orElse("");
                    exit.completeExceptionally(new IllegalStateException("server " + options.server() + ": " + why));
                }
            }
            default -> {
                // The dashboard shows it.
            }
        }
    }

    private void startReading(ArchonServer server, CompletableFuture<Integer> exit) {
        Thread reader = new Thread(() -> read(server, exit), "dashboard-input");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(ArchonServer server, CompletableFuture<Integer> exit) {
        try (BufferedReader typed = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = typed.readLine();
            while (line != null && !line.strip().equals(":quit")) {
                line = typed.readLine();
            }
            if (line == null) {
                awaitFigures(server, exit);
            }
            exit.complete(0);
        } catch (IOException e) {
            exit.completeExceptionally(new IllegalStateException("stdin could not be read: " + e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitFigures(ArchonServer server, CompletableFuture<Integer> exit) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!exit.isDone()
                && System.nanoTime() < end
                && (server.snapshot().stats().isEmpty()
                        || server.snapshot().uptime().isEmpty())) {
            Thread.sleep(20);
        }
    }
}
