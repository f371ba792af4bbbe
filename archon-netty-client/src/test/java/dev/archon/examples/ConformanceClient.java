package dev.archon.examples;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerStatus;
import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.session.SessionPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * This client, as the conformance kit tries it: {@code java -jar archon-simulator.jar check -- java -cp ...
 * dev.archon.examples.ConformanceClient {url} {server} {token}}. It stays connected until its input ends, sends what lines {@code
 * command TEXT} say, and disconnects at {@code disconnect}.
 *
 * <p>A fourth argument is the base of the delays between attempts, for example {@code PT0.05S}; one second without it.
 */
public final class ConformanceClient {

    private static final String COMMAND = "command ";

    private ConformanceClient() {}

    /**
     * Runs the client until its input ends, or it gives up.
     *
     * @param arguments base URL, server, API token, and if wanted the base of the delays
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BackoffPolicy.Builder backoff = BackoffPolicy.exponential();
        if (arguments.length > 3) {
            Duration base = Duration.parse(arguments[3]);
            backoff.base(base).cap(base.multipliedBy(30));
        }
        ArchonClient client = ArchonClient.builder()
                .baseUrl(URI.create(arguments[0]))
                .token(arguments[2])
                .session(SessionPolicy.builder().backoff(backoff.build()).build())
                .consoleContinuity(2000)
                .build();
        ArchonServer server = client.server(arguments[1]);
        server.onLine(line -> out.println(line.text()));
        server.onStatus(status -> show(status, out));
        CompletableFuture<Void> unused = server.connect().handle((connected, failed) -> null);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(server, line, out);
            }
        }
        client.close();
    }

    private static void obey(ArchonServer server, String line, PrintStream out) {
        if (line.equals("disconnect")) {
            server.disconnect();
        } else if (line.startsWith(COMMAND)) {
            server.command(line.substring(COMMAND.length())).whenComplete((sent, failed) -> {
                if (failed != null) {
                    out.println("not sent: " + failed.getMessage());
                }
            });
        }
    }

    private static void show(ServerStatus status, PrintStream out) {
        out.println("status " + status.state()
                + status.lastCause().map(cause -> ", " + cause.describe()).orElse(""));
        if (status.state() == ServerStatus.State.FAILED) {
            // There is nothing left to do, and whoever has started the program should know.
            Runtime.getRuntime().halt(1);
        }
    }
}
