package com.example.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ArchonClient;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@SimulatedArchon(servers = "demo", traffic = Traffic.SILENT)
class PanelTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void theConsoleComesToTheBrowserUntilThePanelIsShutDown(ArchonSimulator simulator, SimulatedServer demo)
            throws Exception {
        CompletableFuture<Void> shown = new CompletableFuture<>();
        CompletableFuture<List<String>> all;
        Order order;
        try (ConfigurableApplicationContext panel = start(simulator)) {
            order = panel.getBean(Order.class);
            HttpResponse<Stream<String>> page = browser.send(
                    HttpRequest.newBuilder(address(panel, "/servers/demo/console")).build(),
                    HttpResponse.BodyHandlers.ofLines());
            all = CompletableFuture.supplyAsync(() -> page.body()
                    .filter(line -> line.startsWith("data:"))
                    .peek(line -> {
                        if (line.equals("data:hello browser")) {
                            shown.complete(null);
                        }
                    })
                    .toList());
            panel.getBean(ArchonClient.class).server("demo").connect().get(20, TimeUnit.SECONDS);
            demo.emit(new LogEvent(LogStream.STDOUT, "hello browser"));
            shown.get(20, TimeUnit.SECONDS);
            order.page = all;

            String health = get(panel, "/actuator/health");
            assertTrue(health.contains("\"archon\":{\"status\":\"UP\"}"), health);
            assertTrue(get(panel, "/actuator/metrics/archon.servers.connected").contains("\"value\":1.0"));
        }
        // Ended as HTTP wants it; a connection that is cut off would be an exception here.
        all.get(20, TimeUnit.SECONDS);
        assertEquals(List.of("the page has ended", "the client is still connected"), order.seen);
        JournalEntry.Closed closed = simulator.journal().await(JournalEntry.Closed.class, any -> true, LIMIT);
        assertEquals(JournalEntry.Side.CLIENT, closed.by());
        assertEquals(OptionalInt.of(1000), closed.code());
    }

    @Test
    void theHealthNamesTheServerThatIsDown(ArchonSimulator simulator) throws Exception {
        try (ConfigurableApplicationContext panel = start(simulator)) {
            panel.getBean(ArchonClient.class).server("missing").connect().handle((done, error) -> error)
                    .get(20, TimeUnit.SECONDS);
            String health = get(panel, "/actuator/health");
            assertTrue(health.contains("\"missing\":\"the token call was refused (404)"), health);
            assertTrue(health.contains("\"status\":\"DOWN\""), health);
        }
    }

    private static ConfigurableApplicationContext start(ArchonSimulator simulator) {
        return new SpringApplicationBuilder(Panel.class, Order.Made.class)
                .properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off")
                .run("--archon.base-url=" + simulator.baseUri(), "--archon.token=any");
    }

    private String get(ConfigurableApplicationContext panel, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address(panel, path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static URI address(ConfigurableApplicationContext panel, String path) {
        return URI.create("http://127.0.0.1:" + panel.getEnvironment().getProperty("local.server.port") + path);
    }

    /** A bean that is destroyed after the web server has stopped, and before the client. */
    static final class Order implements AutoCloseable {

        private final ArchonClient archon;
        private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        private volatile CompletableFuture<List<String>> page = CompletableFuture.completedFuture(List.of());

        Order(ArchonClient archon) {
            this.archon = archon;
        }

        @Override
        public void close() throws Exception {
            page.get(5, TimeUnit.SECONDS);
            seen.add("the page has ended");
            boolean connected = archon.server("demo").status().connected();
            seen.add("the client is " + (connected ? "still connected" : "closed"));
        }

        @Configuration(proxyBeanMethods = false)
        static class Made {

            @Bean
            Order order(ArchonClient archon) {
                return new Order(archon);
            }
        }
    }
}
