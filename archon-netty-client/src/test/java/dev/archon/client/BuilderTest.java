package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.scenario.Traffic;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a builder takes and refuses, and that it lets go of what it has built. */
class BuilderTest {

    @Test
    void aTokenIsNeededAndTheMessageSaysHowToGiveOne() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> ArchonClient.builder().build());
        assertTrue(String.valueOf(refused.getMessage()).contains("token(...)"), refused::getMessage);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesThatMakeNoSense")
    void aValueThatMakesNoSenseIsRefusedByItsName(String name, Consumer<ArchonClientBuilder> setting) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> setting.accept(ArchonClient.builder()));
        assertTrue(String.valueOf(refused.getMessage()).contains(name), refused::getMessage);
    }

    static Stream<Arguments> valuesThatMakeNoSense() {
        return Stream.of(
                refused("baseUrl", builder -> builder.baseUrl(URI.create("ftp://archon.test"))),
                refused("baseUrl", builder -> builder.baseUrl(URI.create("https:///v0"))),
                refused("requestTimeout", builder -> builder.requestTimeout(Duration.ZERO)),
                refused("requestTimeout", builder -> builder.requestTimeout(Duration.ofDays(2))),
                refused("connectTimeout", builder -> builder.connectTimeout(Duration.ofSeconds(-1))),
                refused("maxMessageBytes", builder -> builder.maxMessageBytes(0)),
                refused("events", builder -> builder.queue(0, 1)),
                refused("bytes", builder -> builder.queue(1, 0)),
                refused("perSecond", builder -> builder.tokenCallLimit(0, 1)),
                refused("burst", builder -> builder.tokenCallLimit(1, -1)),
                refused("lines", builder -> builder.consoleContinuity(0)),
                refused("lines", builder -> builder.consoleContinuity(1_000_001)),
                refused(
                        "redirects",
                        builder -> builder.httpClient(HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.ALWAYS)
                                .build())));
    }

    private static Arguments refused(String name, Consumer<ArchonClientBuilder> setting) {
        return Arguments.of(name, setting);
    }

    @Test
    void aClientStaysAsItWasBuiltWhateverIsDoneToItsBuilderLater() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().server("demo").traffic(Traffic.SILENT).start()) {
            ArchonClientBuilder builder = Clients.impatient(simulator.baseUri())
                    .onHandlerError((server, error) -> told.add("the first: " + error.getMessage()));
            try (ArchonClient client = builder.build()) {
                builder.onHandlerError((server, error) -> told.add("the second: " + error.getMessage()))
                        .queue(1, 1)
                        .overflow(Overflow.DROP_OLDEST)
                        .directDelivery();
                ArchonServer server = client.server("demo");
                server.on(LogEvent.class, line -> {
                    throw new IllegalStateException("on purpose");
                });
                Clients.get(server.connect());
                simulator.server("demo").emit(new LogEvent(LogStream.STDOUT, "a line"));
                assertEquals("the first: on purpose", told.poll(Clients.LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
        }
    }
}
