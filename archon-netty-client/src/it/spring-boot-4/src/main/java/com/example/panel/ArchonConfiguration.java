package com.example.panel;

import dev.archon.client.ArchonClient;
import dev.archon.client.ClientMetrics;
import dev.archon.protocol.session.Cause;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArchonConfiguration {

    @Bean
    ArchonClient archon(@Value("${archon.base-url}") URI base, @Value("${archon.token}") String token) {
        return ArchonClient.builder().baseUrl(base).token(token).consoleContinuity(2_000).recentLines(500, 1 << 20).build();
    }

    @Bean
    MeterBinder archonMetrics(ArchonClient archon) {
        return registry -> {
            ClientMetrics metrics = archon.metrics();
            Gauge.builder("archon.servers.connected", metrics, ClientMetrics::serversConnected).register(registry);
            FunctionCounter.builder("archon.events.received", metrics, ClientMetrics::eventsReceived).register(registry);
        };
    }

    @Bean
    HealthIndicator archonHealthIndicator(ArchonClient archon) {
        return () -> {
            Health.Builder health = Health.up();
            archon.servers().stream().filter(server -> !server.status().connected()).forEach(server -> health.down()
                    .withDetail(server.id(), server.status().lastCause().map(Cause::describe).orElse("connecting")));
            return health.build();
        };
    }
}
