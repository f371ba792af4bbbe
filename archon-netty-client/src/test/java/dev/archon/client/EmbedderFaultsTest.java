package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of faults in the embedder's own code, or in what he does to threads that the client uses. */
class EmbedderFaultsTest extends ClientOfSimulator {

    @RegisterExtension
    static final ArchonSimulatorExtension SIMULATOR = withoutHistory("demo");

    @ParameterizedTest(name = "{0}, direct {2}")
    @MethodSource("registrations")
    void anErrorOfAnyHandlerIsReportedAndCostsNoOtherHandlerALine(
            String name, BiConsumer<ArchonServer, Runnable> registered, boolean direct) throws Exception {
        List<Supplier<Error>> errors = List.of(
                () -> new AssertionError("of the test"),
                () -> new StackOverflowError("of the test"),
                () -> new OutOfMemoryError("of the test"),
                () -> new NoClassDefFoundError("of/the/Test"));
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        ArchonClientBuilder builder = builder()
                .recentLines(10, 1 << 20)
                .session(Clients.session(3)
                        .history(Duration.ofMillis(20), Duration.ofMillis(50))
                        .build())
                .onHandlerError((server, error) -> reported.add(error));
        reopen(direct ? builder.directDelivery() : builder);
        for (Supplier<Error> error : errors) {
            registered.accept(server, () -> {
                throw error.get();
            });
        }
        List<String> lines = listen(server);
        get(server.connect());
        simulated.emit(log("first"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertEquals(
                        List.of(
                                AssertionError.class,
                                NoClassDefFoundError.class,
                                OutOfMemoryError.class,
                                StackOverflowError.class),
                        reported.stream()
                                .map(Object::getClass)
                                .distinct()
                                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                                .toList()));
        simulated.emit(log("second"));
        await().atMost(LIMIT).until(() -> lines.containsAll(List.of("first", "second")));
        assertTrue(server.status().connected());
        assertTrue(client.metrics().handlerErrors() >= errors.size());
    }

    static Stream<Arguments> registrations() {
        return Stream.of(true, false)
                .flatMap(direct -> Stream.of(
                        registration("on", direct, (server, thrower) -> server.on(LogEvent.class, e -> thrower.run())),
                        registration("onBatch", direct, (server, thrower) -> server.onBatch(e -> thrower.run())),
                        registration("onLine", direct, (server, thrower) -> server.onLine(e -> thrower.run())),
                        registration("onLines", direct, (server, thrower) -> server.onLines(e -> thrower.run())),
                        registration(
                                "followLines", direct, (server, thrower) -> server.followLines(e -> thrower.run())),
                        registration("onLogBytes", direct, (server, thrower) -> server.onLogBytes(e -> thrower.run())),
                        registration("onStatus", direct, (server, thrower) -> server.onStatus(e -> thrower.run())),
                        registration(
                                "onHistoryEnd", direct, (server, thrower) -> server.onHistoryEnd(e -> thrower.run())),
                        registration(
                                "events",
                                direct,
                                (server, thrower) -> server.events().subscribe(new Throwing(thrower)))));
    }

    private static Arguments registration(String name, boolean direct, BiConsumer<ArchonServer, Runnable> registered) {
        return Arguments.of(name, registered, direct);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHandlerMayCloseItsSubscriptionAndItsServer(boolean direct) throws Exception {
        reopen(direct ? builder().directDelivery() : builder());
        List<String> once = new CopyOnWriteArrayList<>();
        AtomicReference<Subscription> own = new AtomicReference<>();
        own.set(server.on(LogEvent.class, log -> {
            once.add(log.message());
            Objects.requireNonNull(own.get()).close();
        }));
        List<String> lines = listen(server);
        server.on(LogEvent.class, log -> {
            if (log.message().equals("enough")) {
                server.close();
            }
        });
        get(server.connect());
        simulated.emit(log("first"));
        simulated.emit(log("enough"));
        await().atMost(LIMIT).until(() -> server.status().state() == ServerStatus.State.CLOSED);
        await().atMost(LIMIT).until(() -> lines.contains("enough"));
        assertEquals(List.of("first"), once);
        await().atMost(LIMIT).until(() -> simulated.connections() == 0);
    }

    @Test
    void anExecutorThatTakesNothingIsToldOnceAndHoldsUpNeitherTheRenewalNorTheEnd() throws Exception {
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        reopen(builder()
                .executor(task -> {
                    throw new RejectedExecutionException("never");
                })
                .onHandlerError((id, error) -> reported.add(error)));
        List<String> lines = listen(server);
        get(server.connect());
        simulated.emit(log("waits"));
        simulated.expireToken();
        simulator.journal().await(JournalEntry.Auth.class, auth -> auth.detail().equals("renewed"), LIMIT);
        assertFalse(lines.contains("waits"));
        assertEquals(1, reported.size(), reported::toString);
        assertTrue(
                String.valueOf(reported.get(0).getMessage()).contains("executor for handlers takes no more tasks"),
                reported::toString);
        // There is no other thread left then, and what was received is owed.
        client.close();
        assertTrue(lines.contains("waits"));
    }

    @Test
    void eventLoopsThatAreShutDownUnderTheClientEndItsSessions() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        reopen(builder().eventLoopGroup(group));
        List<String> lines = listen(server);
        List<ServerStatus.State> states = new CopyOnWriteArrayList<>();
        server.onStatus(status -> states.add(status.state()));
        get(server.connect());
        simulated.emit(log("before"));
        await().atMost(LIMIT).until(() -> lines.contains("before"));
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();

        await().atMost(LIMIT).until(() -> !server.status().connected());
        for (CompletableFuture<Void> asked : List.of(server.connect(), server.command("list"), server.ready())) {
            ExecutionException failed = assertThrows(ExecutionException.class, () -> get(asked));
            assertInstanceOf(ArchonException.class, failed.getCause());
        }
        await().atMost(LIMIT).until(() -> simulated.connections() == 0);
        long before = System.nanoTime();
        client.close();
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(6).toNanos());
    }

    @Test
    void anInterruptOfTheThreadThatClosesIsKeptAndTheClientIsClosed() throws Exception {
        get(server.connect());
        Thread.currentThread().interrupt();
        client.close();
        assertTrue(Thread.interrupted());
        await().atMost(LIMIT).until(() -> simulated.connections() == 0);
        assertEquals(ServerStatus.State.CLOSED, server.status().state());
    }

    /** A socket channel of the JDK that is used by an interrupted thread is closed. */
    @ParameterizedTest
    @ValueSource(strings = {"relay", "direct handler", "handler"})
    void anInterruptThatCodeOfTheEmbeddersLeavesBehindCostsNoConnection(String where) throws Exception {
        ArchonClientBuilder builder = builder().transport(Transport.NIO);
        reopen(where.startsWith("direct") ? builder.directDelivery() : builder);
        if (where.equals("relay")) {
            server.onLogBytes(lines -> Thread.currentThread().interrupt());
        } else {
            server.on(LogEvent.class, log -> Thread.currentThread().interrupt());
        }
        List<String> lines = listen(server);
        get(server.connect());
        for (int i = 0; i < 20; i++) {
            String line = "line " + i;
            simulated.emit(log(line));
            await().atMost(LIMIT).until(() -> lines.contains(line));
            get(server.command("list"));
        }
        assertEquals(1, client.metrics().connections());
    }

    private static List<String> listen(ArchonServer server) {
        List<String> lines = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> lines.add(log.message()));
        return lines;
    }

    private static LogEvent log(String message) {
        return new LogEvent(LogStream.STDOUT, message);
    }

    /** A subscriber that throws at each event, and so has cancelled after the first. */
    private record Throwing(Runnable thrower) implements Flow.Subscriber<ArchonEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ArchonEvent event) {
            thrower.run();
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }
}
