package com.example.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

@SimulatedArchon(servers = "demo", traffic = Traffic.SILENT)
class FluxTest {

    /** More than sockets and queues hold: some 60 MB. */
    private static final int LINES = 500_000;

    @Test
    void aSubscriberThatAsksForNothingMakesTheServerWait(ArchonSimulator simulator, SimulatedServer demo)
            throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        Asking subscriber = new Asking(received);
        try (ArchonClient client = ArchonClient.builder()
                .baseUrl(simulator.baseUri())
                .token("any")
                .queue(1_000, 1 << 20)
                .build()) {
            ArchonServer server = client.server("demo");
            Flux<ArchonEvent> events = JdkFlowAdapter.flowPublisherToFlux(server.events());
            Flux<String> messages = events.ofType(LogEvent.class).map(LogEvent::message);
            messages.subscribe(subscriber);
            server.connect().get(20, TimeUnit.SECONDS);
            server.ready().get(20, TimeUnit.SECONDS);

            CompletableFuture<Void> flood = demo.flood(LINES);
            subscriber.request(10);
            for (int i = 0; i < 10; i++) {
                assertTrue(received.poll(20, TimeUnit.SECONDS) != null);
            }
            assertNull(received.poll(1, TimeUnit.SECONDS), "more than were asked for");
            assertFalse(flood.isDone());
            assertTrue(demo.logLinesSent() < LINES, () -> demo.logLinesSent() + " lines were sent");

            subscriber.requestUnbounded();
            for (int i = 10; i < LINES; i++) {
                assertTrue(received.poll(20, TimeUnit.SECONDS) != null, "after " + i + " lines");
            }
            flood.get(20, TimeUnit.SECONDS);
            assertEquals(0, client.metrics().eventsDropped());
        }
    }

    /** Asks for nothing by itself. */
    private static final class Asking extends BaseSubscriber<String> {

        private final BlockingQueue<String> received;

        Asking(BlockingQueue<String> received) {
            this.received = received;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(String message) {
            received.add(message);
        }
    }
}
