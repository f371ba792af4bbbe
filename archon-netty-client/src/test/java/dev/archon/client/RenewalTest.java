package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.session.SessionPolicy;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that works is given up only when the server ends it or its token has run out. */
class RenewalTest {

    @Test
    void aRefusedTokenCallOfARenewalCostsNoConnection() throws Exception {
        archon.onRest(exchange -> {
            if (archon.requests().size() == 1) {
                archon.credentials(exchange);
            } else {
                HandMadeArchon.respond(exchange, 403, "");
            }
        });
        archon.onWebSocket(peer -> {
            peer.accept();
            say(peer, "auth-expiring");
            listen(peer);
        });
        try (ArchonClient client = client(Clients.session(3))) {
            ArchonServer server = client.server("demo");
            get(server.connect());
            await().atMost(LIMIT).until(() -> archon.requests().size() == 2);
            get(server.command("still here"));
            await().atMost(LIMIT).until(() -> heard.toString().contains("still here"));
            assertEquals(ServerStatus.State.CONNECTED, server.status().state());
        }
    }

    @Test
    void aServerThatAsksBeforeItAcceptsGetsANewToken() throws Exception {
        archon.onWebSocket(peer -> {
            peer.handshake();
            heard.add(peer.read().text());
            say(peer, "auth-expiring");
            say(peer, "auth-ok");
            listen(peer);
        });
        try (ArchonClient client = client(Clients.session(3))) {
            get(client.server("demo").connect());
            await().atMost(LIMIT).until(() -> auths() == 2);
        }
    }

    @Test
    void aRenewalThatIsNotAnsweredIsTriedAgainOnTheSameConnection() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        archon.onWebSocket(peer -> {
            connections.incrementAndGet();
            peer.accept();
            say(peer, "auth-expiring");
            listen(peer);
        });
        try (ArchonClient client = client(Clients.session(3).authTimeout(Duration.ofMillis(300)))) {
            get(client.server("demo").connect());
            await().atMost(LIMIT).until(() -> auths() >= 3);
            assertEquals(1, connections.get());
        }
    }

    @Test
    void anExplicitReconnectMaySendATokenThatWasRefused() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        archon.onWebSocket(peer -> {
            if (connections.incrementAndGet() == 1) {
                peer.handshake();
                peer.read();
                say(peer, "auth-incorrect");
            } else {
                peer.accept();
            }
            listen(peer);
        });
        try (ArchonClient client = client(Clients.session(0))) {
            ArchonServer server = client.server("demo");
            CompletableFuture<Void> refused = server.connect();
            assertThrows(ExecutionException.class, () -> get(refused));
            get(server.reconnect());
            assertEquals(2, connections.get());
        }
    }

    @Test
    void whetherAClosureReconnectsIsAskedOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        archon.onWebSocket(peer -> {
            peer.accept();
            peer.send(
                    true,
                    HandMadeArchon.CLOSE,
                    ByteBuffer.allocate(2).putShort((short) 1000).array());
            listen(peer);
        });
        try (ArchonClient client = client(Clients.session(3).reconnectOn(code -> {
            if (asked.incrementAndGet() > 1) {
                throw new IllegalStateException("asked twice");
            }
            return false;
        }))) {
            ArchonServer server = client.server("demo");
            get(server.connect());
            await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.DISCONNECTED);
            assertEquals(1, asked.get());
        }
    }

    @Test
    void aCommandMayWaitForEver() throws Exception {
        archon.onWebSocket(peer -> {
            peer.accept();
            listen(peer);
        });
        try (ArchonClient client = client(Clients.session(3))) {
            ArchonServer server = client.server("demo");
            CompletableFuture<Void> sent = server.command("patient", ChronoUnit.FOREVER.getDuration());
            get(server.connect());
            get(sent);
            await().atMost(LIMIT).until(() -> heard.toString().contains("patient"));
        }
    }

    @Test
    void anErrorOfReconnectOnIsToldAndReconnects() throws Exception {
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        AtomicInteger connections = new AtomicInteger();
        archon.onWebSocket(peer -> {
            peer.accept();
            if (connections.incrementAndGet() == 1) {
                peer.send(
                        true,
                        HandMadeArchon.CLOSE,
                        ByteBuffer.allocate(2).putShort((short) 1000).array());
            }
            listen(peer);
        });
        try (ArchonClient client = Clients.impatient(archon.baseUri())
                .onHandlerError((id, error) -> errors.add(error))
                .session(Clients.session(3)
                        .reconnectOn(code -> {
                            throw new NoClassDefFoundError("not/There");
                        })
                        .build())
                .build()) {
            ArchonServer server = client.server("demo");
            get(server.connect());
            await().atMost(LIMIT).until(() -> connections.get() == 2);
            assertTrue(errors.toString().contains("reconnectOn"), errors::toString);
        }
    }

    @Test
    void anEventLoopThatEndsWithoutItsClientFailsWhatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        archon.onRest(exchange -> {
            asked.countDown();
            Clients.hold(answered);
        });
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (ArchonClient client = Clients.impatient(archon.baseUri())
                .requestTimeout(LIMIT)
                .session(Clients.session(3).build())
                .eventLoopGroup(group)
                .build()) {
            ArchonServer server = client.server("demo");
            CompletableFuture<Void> connected = server.connect();
            CompletableFuture<Void> sent = server.command("patient", Duration.ofHours(1));
            Clients.hold(asked);
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            assertThrows(ExecutionException.class, () -> get(connected));
            assertThrows(ExecutionException.class, () -> get(sent));
        } finally {
            answered.countDown();
        }
    }

    private ArchonClient client(SessionPolicy.Builder session) {
        return Clients.impatient(archon.baseUri()).session(session.build()).build();
    }

    private long auths() {
        return heard.stream().filter(text -> text.contains("\"auth\"")).count();
    }

    private void listen(HandMadeArchon.Peer peer) throws IOException {
        while (true) {
            heard.add(peer.read().text());
        }
    }

    private static void say(HandMadeArchon.Peer peer, String event) throws IOException {
        peer.send(true, HandMadeArchon.TEXT, ("{\"event\":\"" + event + "\"}").getBytes(UTF_8));
    }

    @AfterEach
    void stop() throws IOException {
        archon.close();
    }

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HandMadeArchon archon = new HandMadeArchon();
}
