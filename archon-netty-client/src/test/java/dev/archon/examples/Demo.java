package dev.archon.examples;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.session.Cause;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Plays a server's whole life in about 20 s: boot, chatter, a burst, a token that expires, a crash, a lost connection.
 *
 * <p>Its last line compares what the simulator sent with what the client delivered; the exit code is 0 if that is equal.
 */
public final class Demo {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** A batch with more lines than this is shown by its first and last line. */
    private static final int SHOWN_WHOLE = 40;

    private final PrintStream out;
    private final Tally tally = new Tally();
    private Counts counts = new Counts(0, 0);

    private Demo(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the demo.
     *
     * @param arguments none are needed
     * @throws Exception if a part of the story does not happen in time
     */
    public static void main(String[] arguments) throws Exception {
        LibraryLog.switchOff();
        System.exit(new Demo(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run());
    }

    static int run(PrintStream out) throws Exception {
        return new Demo(out).run();
    }

    private int run() throws Exception {
        playWithSimulator();
        out.printf(
                Locale.ROOT,
                "delivered %d of %d lines, %d lost, %d refreshes, %d reconnects, %d lines/s peak%n",
                counts.delivered(),
                counts.sent(),
                counts.sent() - counts.delivered(),
                tally.refreshes(),
                tally.reconnects(),
                tally.peak());
        return counts.areEqual() ? 0 : 1;
    }

    private void playWithSimulator() throws Exception {
        try (ArchonSimulator simulator = ArchonSimulator.builder()
                        .server("demo")
                        .seed(7)
                        .powerState(PowerState.STOPPED)
                        .autoRestart(Duration.ofMillis(1500))
                        .tokenLifetime(Duration.ofMinutes(5))
                        .tokenWarning(Duration.ofSeconds(30))
                        .traffic(Traffic.BUSY)
                        .events(EventStyle.PANEL)
                        .start();
                ArchonClient client = ArchonClient.builder()
                        .baseUrl(simulator.baseUri())
                        .token("demo")
                        .build()) {
            SimulatedServer server = simulator.server("demo");
            ArchonServer handle = client.server("demo");
            handle.on(AuthOkEvent.class, tally::count);
            handle.onLines(tally::count);
            handle.onLines(this::show);
            handle.onStatus(tally::count);
            handle.onStatus(this::show);
            play(server, handle);
            compare(server);
        }
    }

    private void play(SimulatedServer server, ArchonServer handle) throws Exception {
        say("a client connects to a stopped server, and starts it");
        handle.connect().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        handle.power(PowerAction.START).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        await("the boot", () -> server.powerState() == PowerState.RUNNING);

        say("players talk; a command is answered");
        pause(1500);
        handle.command("list").get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        pause(1500);

        say("a burst of 100,000 lines");
        long before = tally.lines();
        server.burst(100_000);
        await("the burst", () -> tally.lines() >= before + 100_000);
        pause(1500);

        say("the token expires soon; a new one is sent on the same connection");
        server.expireToken();
        await("the new token", () -> tally.refreshes() == 1);
        pause(1500);

        say("the server runs out of memory, and starts again");
        server.crashOutOfMemory();
        await("the crash", () -> server.powerState() == PowerState.CRASHED);
        await("the restart", () -> server.powerState() == PowerState.RUNNING);
        pause(1500);

        say("the connection is lost; the client comes back with a fresh token and is shown the history again");
        server.drop();
        await("the reconnect", () -> tally.reconnects() == 1 && handle.status().connected());
        pause(2000);
        server.traffic(Traffic.SILENT);
    }

    /** Compares both sides, after the client has had time enough to deliver. A silent server may still print what it has begun. */
    private void compare(SimulatedServer server) throws InterruptedException {
        try {
            await("the last lines", () -> {
                // In this order, since a line is counted as sent before it can be delivered.
                long delivered = tally.lines();
                counts = new Counts(delivered, server.logLinesSent());
                return counts.areEqual();
            });
        } catch (TimeoutException e) {
            say("not all lines came: " + e.getMessage());
        }
    }

    /** The lines of both sides at one moment. */
    private record Counts(long delivered, long sent) {

        boolean areEqual() {
            return delivered == sent;
        }
    }

    private void show(List<ConsoleLine> lines) {
        if (lines.size() <= SHOWN_WHOLE) {
            lines.forEach(this::show);
        } else {
            show(lines.get(0));
            out.println("    ... " + (lines.size() - 2) + " lines ...");
            show(lines.get(lines.size() - 1));
        }
    }

    private void show(ConsoleLine line) {
        out.println(TerminalText.harmless(line.text()));
    }

    private void show(ServerStatus status) {
        String why = status.reconnecting()
                ? status.lastCause()
                        .map(Cause::describe)
                        .map(text -> ", " + text)
                        .orElse("")
                : "";
        out.println("*** " + status.state().name().toLowerCase(Locale.ROOT) + why);
    }

    private void say(String what) {
        out.println();
        out.println("=== " + what);
    }

    private static void await(String what, BooleanSupplier happened) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(what + " did not come within " + LIMIT.toSeconds() + " s");
            }
            Thread.sleep(10);
        }
    }

    /** Time for whoever watches. */
    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
