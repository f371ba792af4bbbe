package com.example.panel;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Uses the client and the simulator as named modules. The argument is the version that the client should tell. */
final class Panel {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Panel() {}

    public static void main(String[] args) throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        CompletableFuture<PowerState> state = new CompletableFuture<>();
        try (ArchonSimulator simulator =
                        ArchonSimulator.builder().server("demo").start();
                ArchonClient client = ArchonClient.builder()
                        .baseUrl(simulator.baseUri())
                        .token("any")
                        .build()) {
            ArchonServer server = client.server("demo");
            server.onLine(shown -> line.complete(shown.text()));
            server.on(PowerStateEvent.class, power -> {
                if (power.stateValue() == PowerState.CRASHED) {
                    state.complete(power.stateValue());
                }
            });
            server.connect().get(20, TimeUnit.SECONDS);
            server.command("list").get(20, TimeUnit.SECONDS);
            line.get(20, TimeUnit.SECONDS);
            simulator.server("demo").crash(OptionalInt.of(1));
            state.get(20, TimeUnit.SECONDS);

            client.api().call("GET", "/v1/servers", Optional.empty()).get(20, TimeUnit.SECONDS);
            String agent = simulator
                    .journal()
                    .await(JournalEntry.Call.class, call -> call.path().endsWith("/v1/servers"), LIMIT)
                    .headers()
                    .get("user-agent");
            check(("archon-java/" + args[0]).equals(agent), "the client calls itself " + agent);

            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(simulator.baseUri()).build(),
                            HttpResponse.BodyHandlers.ofString());
            check(page.body().contains("<html"), "the simulator's page is not found: " + page.statusCode());
        }
        for (Class<?> used : new Class<?>[] {Panel.class, ArchonClient.class, PowerState.class, ArchonSimulator.class}) {
            check(used.getModule().isNamed(), used + " is in no named module");
        }
        ModuleLayer.boot()
                .modules()
                .forEach(module -> check(
                        !module.getDescriptor().isAutomatic(), module + " is automatic, so that jlink refuses it"));
        // What a handshake with today's servers needs.
        KeyPairGenerator.getInstance("X25519");
        System.out.println("named modules, and " + System.getProperty("java.home"));
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalStateException(problem);
        }
    }
}
