package dev.archon.client.internal.session;

import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.transport.Connector;
import dev.archon.protocol.session.SessionMachine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * The objects and settings that the sessions of a client share.
 *
 * @param machine computes states and effects
 * @param clock supplies the time
 * @param random supplies numbers from 0 to 1, for jitter
 * @param rest makes the REST calls
 * @param connector opens connections
 * @param base the base address of the REST calls
 * @param clearTextAllowed whether {@code ws} addresses are accepted under an {@code https} base
 * @param executor completes futures
 * @param continuityLines the number of lines that are remembered to match the history with; zero for no continuity
 * @param maxQueuedBytes the bytes of messages that may wait for handlers, or be held back to match the history
 * @param historyLimit the time after {@code auth-ok} at which the history counts as over
 */
public record SessionContext(
        SessionMachine machine,
        InstantSource clock,
        DoubleSupplier random,
        RestClient rest,
        Connector connector,
        URI base,
        boolean clearTextAllowed,
        Executor executor,
        int continuityLines,
        long maxQueuedBytes,
        Duration historyLimit) {}
