package dev.archon.client.internal.transport;

import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.handshake.HandshakeRequest;
import dev.archon.client.internal.net.HostResolver;
import dev.archon.client.internal.net.JdkTls;
import java.util.Map;
import java.util.concurrent.Executor;

/** How tests of this package connect. */
final class TestSettings {

    private TestSettings() {}

    /** Settings by which opening a connection and an answer may take so long, in milliseconds, without a proxy. */
    static Connector.Settings within(int limitMillis) {
        return within(limitMillis, Runnable::run);
    }

    /** The same, with an executor that loads and resolves. */
    static Connector.Settings within(int limitMillis, Executor names) {
        return new Connector.Settings(
                Sockets.nio(),
                new JdkTls(null, null),
                null,
                HostResolver.SYSTEM,
                names,
                Runnable::run,
                limitMillis,
                limitMillis,
                MessageRules.strict(1 << 20),
                new HandshakeRequest.Settings(false, "test", null, Map.of()),
                (level, text, error) -> {});
    }
}
