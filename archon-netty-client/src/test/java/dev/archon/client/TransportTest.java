package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.SHORT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@SimulatedArchon(traffic = Traffic.SILENT)
class TransportTest {

    @ParameterizedTest
    @EnumSource(Transport.class)
    void everyTransportCarriesEvents(Transport transport) throws Exception {
        assumeTrue(transport != Transport.EPOLL || Epoll.isAvailable(), "no epoll here");
        assumeTrue(transport != Transport.IO_URING || IoUring.isAvailable(), "no io_uring here");
        carriesEvents(Clients.impatient(simulator.baseUri()).transport(transport));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void theSocketsFitTheEmbeddersEventLoops(String name, boolean available, IoHandlerFactory kind) throws Exception {
        assumeTrue(available, "no " + name + " here");
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, kind);
        try {
            carriesEvents(Clients.impatient(simulator.baseUri()).eventLoopGroup(group));
            assertTrue(!group.isShuttingDown(), "the client has shut down what is not its own");
        } finally {
            group.shutdownGracefully(0, LIMIT.toMillis(), TimeUnit.MILLISECONDS).syncUninterruptibly();
        }
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                Arguments.of("NIO", true, NioIoHandler.newFactory()),
                Arguments.of("epoll", Epoll.isAvailable(), EpollIoHandler.newFactory()),
                Arguments.of("io_uring", IoUring.isAvailable(), IoUringIoHandler.newFactory()));
    }

    @Test
    void eventLoopsThatDriveNoKnownSocketsAreRefused() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        try {
            ArchonClientBuilder builder = Clients.impatient(simulator.baseUri()).eventLoopGroup(group);
            String words = String.valueOf(
                    assertThrows(IllegalArgumentException.class, builder::build).getMessage());
            assertTrue(words.contains("must be of NIO, epoll or io_uring"), words);
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void eventLoopsThatDoNotFitTheChosenTransportAreRefused() {
        assumeTrue(Epoll.isAvailable(), "no epoll here");
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            ArchonClientBuilder builder =
                    Clients.impatient(simulator.baseUri()).eventLoopGroup(group).transport(Transport.EPOLL);
            String words = String.valueOf(
                    assertThrows(IllegalStateException.class, builder::build).getMessage());
            assertTrue(words.startsWith("the event loop group is of NIO and cannot drive transport EPOLL"), words);
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void theNameIsResolvedAgainAtEachAttempt() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        ArchonClientBuilder builder = Clients.impatient(simulator.baseUri());
        builder.resolver = host -> {
            asked.add(host);
            // Nobody listens at the second address, and the server moves to the first.
            return List.of(loopback(asked.size() == 1 ? 2 : 1));
        };
        try (ArchonClient client = builder.build()) {
            get(client.server("demo").connect());
            assertEquals(List.of("127.0.0.1", "127.0.0.1", "127.0.0.1"), asked, "two token calls, one WebSocket");
            simulator.server("demo").drop();
            await().atMost(LIMIT).until(() -> asked.size() == 5);
        }
    }

    @Test
    void allAddressesOfANameAreTried() throws Exception {
        ArchonClientBuilder builder = Clients.impatient(simulator.baseUri())
                .session(Clients.session(1).build());
        builder.resolver = host -> List.of(loopback(2), loopback(1));
        try (ArchonClient client = builder.build()) {
            get(client.server("demo").connect());
        }
    }

    @Test
    void anAddressThatDoesNotAnswerHoldsNobodyUp() throws Exception {
        try (ServerSocket full = new ServerSocket(simulator.port(), 1, loopback(2))) {
            List<Socket> waiting = fill(full);
            ArchonClientBuilder builder = Clients.impatient(simulator.baseUri())
                    .session(Clients.session(1)
                            .openTimeout(Duration.ofSeconds(2))
                            .build());
            builder.resolver = host -> List.of(loopback(2), loopback(1));
            try (ArchonClient client = builder.build()) {
                get(client.server("demo").connect());
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    /** Connects until nobody else gets a connection: what comes then hangs, as with a host that is down. */
    private static List<Socket> fill(ServerSocket full) throws Exception {
        List<Socket> waiting = new ArrayList<>();
        while (waiting.size() < 64) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(full.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException e) {
                return waiting;
            }
        }
        throw new AssertionError("the socket takes every connection");
    }

    @Test
    void namesWithUnderscoresAreConnectedTo() throws Exception {
        List<String> hosts = new CopyOnWriteArrayList<>();
        try (HandMadeArchon archon = new HandMadeArchon()) {
            int port = URI.create(archon.webSocketUrl()).getPort();
            archon.onRest(exchange -> {
                        hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                        HandMadeArchon.respond(
                                exchange, 200, "{\"url\":\"ws://Wings_1:" + port + "/ws\",\"token\":\"a.b.c\"}");
                    })
                    .onWebSocket(peer -> {
                        hosts.add(peer.readRequest()
                                .lines()
                                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))
                                .findFirst()
                                .orElse("none"));
                        peer.sendRaw("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
                        peer.readUntilClosed();
                    });
            ArchonClientBuilder builder = Clients.impatient(
                            URI.create("http://my_panel:" + archon.baseUri().getPort()))
                    .session(Clients.session(1).build());
            builder.resolver = host -> {
                hosts.add(host);
                return List.of(loopback(1));
            };
            String words = failureOf(builder);
            assertTrue(words.contains("wings_1:" + port + " refused the WebSocket handshake with status 404"), words);
            String panel = "my_panel:" + archon.baseUri().getPort();
            assertEquals(List.of("my_panel", panel, "wings_1", "Host: wings_1:" + port), hosts.subList(0, 4));
        }
    }

    @Test
    void aBaseUrlThatTheEmbeddersHttpClientCannotTakeIsRefusedWhenTheClientIsBuilt() {
        ArchonClientBuilder builder =
                Clients.impatient(URI.create("http://my_panel:8080")).httpClient(HttpClient.newHttpClient());
        String words = String.valueOf(
                assertThrows(IllegalStateException.class, builder::build).getMessage());
        assertTrue(words.startsWith("java.net.http takes no host with an underscore, as my_panel"), words);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatTheResolverThrowsEndsTheAttemptAtOnce(Throwable thrown) {
        ArchonClientBuilder builder = Clients.impatient(simulator.baseUri())
                // Longer than the test waits, so that these limits are no help.
                .session(Clients.session(1).openTimeout(LIMIT.multipliedBy(2)).build())
                .requestTimeout(LIMIT.multipliedBy(2));
        builder.resolver = host -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        };
        String words = failureOf(builder);
        assertTrue(
                words.contains("127.0.0.1:" + simulator.port()
                        + " could not be opened, because code of this program failed ("
                        + thrown.getClass().getSimpleName() + " (of the test)); see the log"),
                words);
    }

    static Stream<Throwable> thrown() {
        return Stream.of(
                new IllegalStateException("of the test"),
                new NoClassDefFoundError("of the test"),
                new StackOverflowError("of the test"));
    }

    @Test
    void aNameThatIsNotKnownIsNamed() {
        ArchonClientBuilder builder = Clients.impatient(simulator.baseUri());
        AtomicInteger asked = new AtomicInteger();
        builder.resolver = host -> {
            if (asked.incrementAndGet() % 2 == 1) {
                // For the token call.
                return List.of(loopback(1));
            }
            throw new UnknownHostException(host);
        };
        assertEquals(
                "server demo: gave up, attempts enough have failed; the last one: the connection could not be opened: the"
                        + " name 127.0.0.1 is not known; check the URL and the DNS",
                failureOf(builder));
    }

    @Test
    void aPortWhereNobodyListensIsNamed() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon()) {
            int port = closedPort();
            archon.onRest(exchange -> HandMadeArchon.respond(
                    exchange, 200, "{\"url\":\"ws://127.0.0.1:" + port + "/\",\"token\":\"a.b.c\"}"));
            String words = failureOf(Clients.impatient(archon.baseUri()));
            assertTrue(words.contains("127.0.0.1:" + port + " refused the connection; check that it is up"), words);
        }
    }

    @Test
    void aServerThatEndsTheHandshakeIsNamed() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(HandMadeArchon.Peer::readRequest)) {
            String words = failureOf(Clients.impatient(archon.baseUri()));
            assertTrue(words.contains(" ended the connection before the WebSocket handshake was done"), words);
            assertTrue(words.contains("127.0.0.1:"), words);
        }
    }

    @Test
    void aRefusedHandshakeIsToldWithItsStatus() throws Exception {
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
            peer.readRequest();
            peer.sendRaw("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
            peer.readUntilClosed();
        })) {
            String words = failureOf(Clients.impatient(archon.baseUri()));
            assertTrue(words.contains("refused the WebSocket handshake with status 503"), words);
        }
    }

    @Test
    void aHandshakeThatHangsIsEndedWhenItsTimeIsUp() throws Exception {
        List<String> ended = new CopyOnWriteArrayList<>();
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
            peer.readRequest();
            peer.readUntilClosed();
            ended.add("closed");
        })) {
            String words = failureOf(Clients.impatient(archon.baseUri())
                    .session(Clients.session(1).openTimeout(SHORT).build()));
            assertTrue(
                    words.contains(" did not complete the WebSocket handshake within 2000 ms (openTimeout); check"),
                    words);
            assertTrue(words.contains("127.0.0.1:"), words);
            await().atMost(LIMIT).until(() -> !ended.isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aViolationOfTheProtocolIsAnsweredWithItsCloseCode(String name, int code, HandMadeArchon.Script violation)
            throws Exception {
        List<Integer> codes = new CopyOnWriteArrayList<>();
        try (HandMadeArchon archon = new HandMadeArchon().onWebSocket(peer -> {
                    peer.accept();
                    violation.play(peer);
                    codes.add(peer.readCloseCode());
                });
                ArchonClient client = Clients.impatient(archon.baseUri())
                        .maxMessageBytes(1_000)
                        .oversizedMessages(FaultyMessage.END_CONNECTION)
                        .invalidUtf8(FaultyMessage.END_CONNECTION)
                        .build()) {
            ArchonServer server = client.server("demo");
            get(server.connect());
            await().atMost(LIMIT).until(() -> !codes.isEmpty());
            assertEquals(code, codes.get(0));
            // It is connected anew, as after any other loss.
            await().atMost(LIMIT).until(() -> codes.size() >= 2);
        }
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                violation(
                        "a frame over the limit", 1009, peer -> peer.send(true, HandMadeArchon.TEXT, new byte[1_001])),
                violation("a message over the limit in pieces", 1009, peer -> {
                    peer.send(false, HandMadeArchon.TEXT, new byte[600]);
                    peer.send(true, HandMadeArchon.CONTINUATION, new byte[600]);
                }),
                violation(
                        "text that is no UTF-8",
                        1007,
                        peer -> peer.send(true, HandMadeArchon.TEXT, new byte[] {(byte) 0xC3, (byte) 0x28})),
                violation("an unknown opcode", 1002, peer -> peer.send(true, 3, new byte[0])),
                violation("a reserved bit without an extension", 1002, peer -> peer.send(0xC1, new byte[] {'x'})),
                violation(
                        "a masked frame",
                        1002,
                        peer -> peer.sendRaw(new byte[] {(byte) 0x81, (byte) 0x80, 1, 2, 3, 4})),
                violation("a continuation of nothing", 1002, peer -> peer.send(true, 0, new byte[] {'x'})));
    }

    private static Arguments violation(String name, int code, HandMadeArchon.Script script) {
        return Arguments.of(name, code, script);
    }

    private void carriesEvents(ArchonClientBuilder builder) throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ArchonClient client = builder.build()) {
            ArchonServer server = client.server("demo");
            server.on(LogEvent.class, log -> lines.add(log.message()));
            get(server.connect());
            simulated.emit(new LogEvent(LogStream.STDOUT, "a line"));
            await().atMost(LIMIT).until(() -> lines.contains("a line"));
        }
    }

    private static String failureOf(ArchonClientBuilder builder) {
        try (ArchonClient client = builder.build()) {
            return message(assertThrows(
                    ExecutionException.class, () -> get(client.server("demo").connect())));
        }
    }

    private static InetAddress loopback(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private ArchonSimulator simulator;
    private SimulatedServer simulated;

    @BeforeEach
    void open(ArchonSimulator simulator) {
        this.simulator = simulator;
        simulated = simulator.server("demo");
    }
}
