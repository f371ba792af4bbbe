package dev.archon.client;

import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.handshake.HandshakeRequest;
import dev.archon.client.internal.net.HostResolver;
import dev.archon.client.internal.net.ProxyAddress;
import dev.archon.client.internal.net.Tls;
import dev.archon.client.internal.rest.TokenSource;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.session.SessionPolicy;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a client is made with. Immutable; made by {@link ArchonClientBuilder}, which documents the values.
 *
 * @param rest the settings of REST calls
 * @param network the settings of connections
 * @param session the limits and choices of sessions
 * @param messages the rules for accepting messages
 * @param delivery the settings of delivery to handlers
 * @param console the settings for lines of the console
 * @param nanoTime the clock that intervals are measured by, in nanoseconds
 */
record ClientConfig(
        Rest rest,
        Network network,
        SessionPolicy session,
        MessageRules messages,
        Delivery delivery,
        Console console,
        LongSupplier nanoTime) {

    /**
     * How REST calls are made.
     *
     * @param base the address below which their paths lie
     * @param token the source of the API token
     * @param requestTimeout the time limit of a call, from its turn on
     * @param tokenCallsPerSecond the largest number of token calls each second
     * @param tokenCallBurst the largest number of token calls at once after a pause
     * @param httpClient makes the calls; {@code null} for the client's own sockets
     * @param headers the headers of every call, including {@code User-Agent}
     */
    record Rest(
            URI base,
            TokenSource token,
            Duration requestTimeout,
            int tokenCallsPerSecond,
            int tokenCallBurst,
            @Nullable HttpClient httpClient,
            Map<String, String> headers) {

        Rest {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * How connections are made.
     *
     * @param transport the kind of sockets
     * @param eventLoopGroup the event loops of connections; {@code null} for the client's own
     * @param resolver resolves host names
     * @param tls keys and trust
     * @param proxy the proxy; {@code null} for none
     * @param connectTimeout the time limit for a TCP connection
     * @param clearTextAllowed whether {@code ws} addresses are accepted under an {@code https} base address
     * @param handshake the settings of the WebSocket handshake
     */
    record Network(
            Transport transport,
            @Nullable EventLoopGroup eventLoopGroup,
            HostResolver resolver,
            Tls tls,
            @Nullable ProxyAddress proxy,
            Duration connectTimeout,
            boolean clearTextAllowed,
            HandshakeRequest.Settings handshake) {}

    /**
     * How events reach handlers.
     *
     * @param overflow the reaction when more wait than the bounds allow
     * @param maxEvents the largest number of events that wait
     * @param maxBytes the largest number of bytes of messages that wait
     * @param direct whether handlers run on the event loop
     * @param executor runs the handlers; {@code null} for the client's own
     * @param handlerErrors receives what handlers throw; {@code null} for the log
     */
    record Delivery(
            Overflow overflow,
            int maxEvents,
            long maxBytes,
            boolean direct,
            @Nullable Executor executor,
            @Nullable BiConsumer<String, Throwable> handlerErrors) {}

    /**
     * What is done with lines of the console.
     *
     * @param format formats the lines of {@code log4j} messages
     * @param continuityLines the number of lines that are remembered to match the history with; zero for no continuity
     * @param recentLines the number of delivered lines that are kept; zero for none
     * @param recentBytes the largest number of bytes that they take
     * @param tracesKept whether stack traces are kept together
     */
    record Console(ConsoleFormat format, int continuityLines, int recentLines, long recentBytes, boolean tracesKept) {}
}
