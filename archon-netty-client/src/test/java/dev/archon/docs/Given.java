package dev.archon.docs;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonClientBuilder;
import dev.archon.client.ArchonServer;
import dev.archon.client.ClientMetrics;
import dev.archon.simulator.ArchonSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The names that a snippet may use without declaring them. Only compiled against, never made. */
public abstract class Given {

    /** The builder of a client. */
    protected final ArchonClientBuilder builder;

    /** A client. */
    protected final ArchonClient client;

    /** A handle of the client for one server. */
    protected final ArchonServer server;

    /** The figures of the client. */
    protected final ClientMetrics metrics;

    /** A metrics registry. */
    protected final MeterRegistry registry;

    /** A running simulator. */
    protected final ArchonSimulator simulator;

    /** An embedder's threads. */
    protected final Executor executor;

    /** An embedder's TLS context. */
    protected final SSLContext sslContext;

    /** The address of an API. */
    protected final URI base;

    /** An API token. */
    protected final String token;

    /** The id of a server. */
    protected final String id;

    /** The id of one of the server's worlds. */
    protected final String worldId;

    /** Takes what the names stand for. */
    protected Given(
            ArchonClientBuilder builder,
            ArchonClient client,
            ArchonServer server,
            ClientMetrics metrics,
            MeterRegistry registry,
            ArchonSimulator simulator,
            Executor executor,
            SSLContext sslContext,
            URI base,
            String token,
            String id,
            String worldId) {
        this.builder = builder;
        this.client = client;
        this.server = server;
        this.metrics = metrics;
        this.registry = registry;
        this.simulator = simulator;
        this.executor = executor;
        this.sslContext = sslContext;
        this.base = base;
        this.token = token;
        this.id = id;
        this.worldId = worldId;
    }
}
