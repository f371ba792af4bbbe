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
 * What the sessions of a client share.
 *
 * @param machine what decides
 * @param clock says what time it is
 * @param random from 0 to 1, for jitter
 * @param rest what makes the token calls
 * @param connector what opens connections
 * @param base the base address of the REST calls
 * @param clearTextAllowed whether {@code ws} addresses are good enough under an {@code https} base
 * @param executor where futures are completed
 * @param continuityLines how many lines are remembered to fit the history to; zero for no continuity
 * @param maxQueuedBytes how many bytes of messages may wait for handlers, or be held back to fit the history
 * @param historyLimit how long after a connection was accepted its history counts as over
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
