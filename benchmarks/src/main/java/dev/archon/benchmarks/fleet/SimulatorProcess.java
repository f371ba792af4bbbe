package dev.archon.benchmarks.fleet;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The simulator's process. It prints {@code ready URL CERTIFICATE}, then takes an order from each line of standard input and
 * answers each with a line; at the end of its input it ends.
 *
 * <table>
 * <caption>Orders</caption>
 * <tr><td>{@code pulse FIRST COUNT RATE}</td><td>prints numbered lines from now on, so many a second, one server after the
 * other; 0 stops it</td></tr>
 * <tr><td>{@code burst FIRST COUNT LINES RATE}</td><td>prints so many numbered lines on each server, about so many a
 * second together, or all at once if the rate is 0</td></tr>
 * <tr><td>{@code drop FIRST COUNT}</td><td>ends their connections without a close frame</td></tr>
 * <tr><td>{@code expire FIRST COUNT}</td><td>sends {@code auth-expiring}</td></tr>
 * <tr><td>{@code calls}</td><td>answers with the token calls, the handshakes and the renewals since the last time</td></tr>
 * <tr><td>{@code collect}</td><td>collects garbage</td></tr>
 * <tr><td>{@code printed}</td><td>answers with the sum of the numbered lines of all servers</td></tr>
 * </table>
 */
final class SimulatorProcess {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final List<NumberedConsole> consoles;
    private final Pulse pulse;
    private final Pulse steadyBurst;
    private final CallCounts calls;

    private SimulatorProcess(ArchonSimulator simulator) {
        this.consoles = simulator.servers().stream().map(NumberedConsole::new).toList();
        this.pulse = new Pulse();
        this.steadyBurst = new Pulse();
        this.calls = new CallCounts(simulator.journal());
    }

    /**
     * Runs a simulator.
     *
     * @param args how many servers, seconds that a token lives, lines of history, most token calls a second or 0
     */
    public static void main(String[] args) throws Exception {
        int servers = Integer.parseInt(args[0]);
        Duration lifetime = Duration.ofSeconds(Long.parseLong(args[1]));
        ArchonSimulatorBuilder builder = ArchonSimulator.builder()
                .tls()
                .traffic(Traffic.SILENT)
                .events(EventStyle.PANEL)
                .historyLines(Integer.parseInt(args[2]))
                .tokenLifetime(lifetime)
                .tokenWarning(lifetime.dividedBy(2));
        for (int i = 0; i < servers; i++) {
            builder.server(id(i));
        }
        int callsPerSecond = Integer.parseInt(args[3]);
        if (callsPerSecond > 0) {
            builder.tokenCallLimit(callsPerSecond, RETRY_AFTER);
        }
        try (ArchonSimulator simulator = builder.start()) {
            byte[] certificate = simulator.tls().authority().getEncoded();
            System.out.println(
                    "ready " + simulator.baseUri() + " " + Base64.getEncoder().encodeToString(certificate));
            new SimulatorProcess(simulator).serve();
        }
    }

    /** The id of a server. */
    static String id(int server) {
        return "fleet-%05d".formatted(server);
    }

    private void serve() throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (pulse;
                steadyBurst) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println("done " + execute(order.split(" ", -1)));
            }
        }
    }

    private String execute(String[] words) throws InterruptedException {
        switch (words[0]) {
            case "pulse" -> pulse.set(part(words), Long.parseLong(words[3]));
            case "burst" -> burst(part(words), Integer.parseInt(words[3]), Long.parseLong(words[4]));
            case "drop" -> part(words).forEach(console -> console.server().drop());
            case "expire" -> part(words).forEach(this::expire);
            case "calls" -> {
                return calls.take().text();
            }
            case "collect" -> System.gc();
            case "printed" -> {
                return String.valueOf(
                        consoles.stream().mapToLong(NumberedConsole::printed).sum());
            }
            default -> throw new IllegalArgumentException("there is no order " + words[0]);
        }
        return "";
    }

    private void burst(List<NumberedConsole> part, int lines, long linesPerSecond) throws InterruptedException {
        if (linesPerSecond == 0) {
            part.parallelStream().forEach(console -> console.print(lines));
            return;
        }
        steadyBurst.set(part, linesPerSecond);
        TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(1) * part.size() * lines / linesPerSecond);
        steadyBurst.set(part, 0);
    }

    private void expire(NumberedConsole console) {
        calls.expiring(console.server().id());
        console.server().expireToken();
    }

    private List<NumberedConsole> part(String[] words) {
        int first = Integer.parseInt(words[1]);
        return consoles.subList(first, first + Integer.parseInt(words[2]));
    }
}
