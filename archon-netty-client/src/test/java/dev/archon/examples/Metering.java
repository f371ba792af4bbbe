package dev.archon.examples;

import dev.archon.client.ClientMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The embedding guide's recipe for Micrometer, which a test compares with it. */
public final class Metering {

    private Metering() {}

    /**
     * Shows a client's figures in a registry.
     *
     * @param metrics the client's
     * @param registry where they are shown
     */
    public static void bind(ClientMetrics metrics, MeterRegistry registry) {
        // README
        Gauge.builder("archon.servers.connected", metrics, ClientMetrics::serversConnected)
                .register(registry);
        Gauge.builder("archon.events.waiting", metrics, ClientMetrics::eventsWaiting)
                .register(registry);
        FunctionCounter.builder("archon.events.received", metrics, ClientMetrics::eventsReceived)
                .register(registry);
        FunctionCounter.builder("archon.events.dropped", metrics, ClientMetrics::eventsDropped)
                .register(registry);
        FunctionCounter.builder("archon.retries", metrics, ClientMetrics::retries)
                .register(registry);
        // README
    }
}
