package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.client.internal.rest.RestAnswer;
import dev.archon.client.internal.rest.RestRequest;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connections of an exchange that is closed, on event loops that go on. */
class RestExchangeTest {

    private static final int LIMIT_MILLIS = 20_000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final RestExchange exchange = new RestExchange(TestSettings.within(LIMIT_MILLIS), loops);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(LIMIT_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(LIMIT_MILLIS);
    }

    @Test
    void closingEndsACallThatWaitsForItsAnswer() throws Exception {
        CompletableFuture<RestAnswer> call = send();
        try (Socket accepted = accepted()) {
            assertEquals('G', accepted.getInputStream().read());
            exchange.close();
            accepted.getInputStream().readAllBytes();
        }
        assertFails(call);
    }

    @Test
    void aConnectionThatIsMadeAfterTheCloseIsClosedAtOnce() throws Exception {
        exchange.close();
        CompletableFuture<RestAnswer> call = send();
        try (Socket accepted = accepted()) {
            assertEquals(-1, accepted.getInputStream().read());
        }
        assertFails(call);
    }

    private CompletableFuture<RestAnswer> send() {
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        return exchange.send(new RestRequest("GET", uri, Map.of(), new byte[0]), stage -> {});
    }

    private Socket accepted() throws IOException {
        Socket accepted = server.accept();
        accepted.setSoTimeout(LIMIT_MILLIS);
        return accepted;
    }

    private static void assertFails(CompletableFuture<RestAnswer> call) {
        assertThrows(ExecutionException.class, () -> call.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
    }
}
