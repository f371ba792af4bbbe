package dev.archon.client.internal.session;

import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.transport.Connector;
import dev.archon.protocol.session.SessionMachine;
import io.netty.channel.EventLoopGroup;
import java.net.URI;

/**
 * What the sessions of a client share.
 *
 * @param group what connections live on
 * @param machine what decides
 * @param rest what makes the token calls
 * @param connector what opens connections
 * @param base the base address of the REST calls
 * @param clearTextAllowed whether {@code ws} addresses are good enough under an {@code https} base
 * @param log told what happens
 */
public record SessionContext(
        EventLoopGroup group,
        SessionMachine machine,
        RestClient rest,
        Connector connector,
        URI base,
        boolean clearTextAllowed,
        SessionLog log) {}
