package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A handler may block and may wait for any future of the client, at any number of servers at once. */
class WaitingInHandlersTest {

    /** More servers than handlers have threads before their pool has to grow. */
    private static final int SERVERS = 4 * Runtime.getRuntime().availableProcessors() + 10;

    static Stream<Named<Function<ArchonServer, CompletableFuture<Void>>>> futures() {
        return Stream.of(
                Named.of("command", server -> server.command("say from a handler")),
                Named.of("command with a wait", server -> server.command("say from a handler", Duration.ofSeconds(1))),
                Named.of("power", server -> server.power(PowerAction.START)),
                Named.of("connect", ArchonServer::connect),
                Named.of("reconnect", ArchonServer::reconnect),
                Named.of("disconnect", ArchonServer::disconnect));
    }

    @ParameterizedTest
    @MethodSource("futures")
    void handlersOfAllServersWaitForAFutureAtTheSameMoment(Function<ArchonServer, CompletableFuture<Void>> asked)
            throws Exception {
        try (ArchonClient client = builder().build()) {
            CyclicBarrier sameMoment = new CyclicBarrier(SERVERS);
            CountDownLatch done = new CountDownLatch(SERVERS);
            servers(client)
                    .forEach(server -> server.on(LogEvent.class, log -> {
                        if (log.message().equals("go")) {
                            awaitAll(sameMoment);
                            asked.apply(server).join();
                            done.countDown();
                        }
                    }));
            connectAll(client);
            emitToAll("go");
            assertTrue(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS), done.getCount() + " handlers wait for ever");
        }
    }

    @ParameterizedTest
    @MethodSource("futures")
    void aHandlerOnAnExecutorOfOneThreadWaitsForAFuture(Function<ArchonServer, CompletableFuture<Void>> asked)
            throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (ArchonClient client = builder().executor(one).build()) {
            ArchonServer server = client.server("server-0");
            CountDownLatch done = new CountDownLatch(1);
            server.on(LogEvent.class, log -> {
                if (log.message().equals("go")) {
                    asked.apply(server).join();
                    done.countDown();
                }
            });
            get(server.connect());
            simulator.server("server-0").emit(new LogEvent(LogStream.STDOUT, "go"));
            assertTrue(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS), "the handler waits for ever");
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void handlersThatBlockHoldUpNeitherTheConnectingNorTheDeliveryOfOtherServers() throws Exception {
        try (ArchonClient client = builder().build()) {
            AtomicInteger blocked = new AtomicInteger();
            AtomicInteger passed = new AtomicInteger();
            List<ArchonServer> servers = servers(client);
            servers.subList(1, SERVERS)
                    .forEach(server -> server.on(LogEvent.class, log -> {
                        blocked.incrementAndGet();
                        Clients.hold(release);
                    }));
            servers.subList(1, SERVERS).forEach(server -> server.connect().join());
            emitToAll("stuck");
            ArchonServer free = servers.get(0);
            free.on(LogEvent.class, log -> passed.incrementAndGet());
            get(free.connect());
            simulator.server("server-0").emit(new LogEvent(LogStream.STDOUT, "passes"));
            await().atMost(LIMIT).until(() -> passed.get() > 0 && blocked.get() == SERVERS - 1);
            release.countDown();
        }
    }

    @Test
    void whatHangsOnAFutureMayBlockAndHoldsUpNoOtherFuture() throws Exception {
        try (ArchonClient client = builder().build()) {
            List<ArchonServer> servers = servers(client);
            ArchonServer last = servers.get(SERVERS - 1);
            AtomicInteger waiting = new AtomicInteger();
            for (ArchonServer server : servers.subList(0, SERVERS - 1)) {
                CompletableFuture<Void> unused = server.connect().thenRun(() -> {
                    waiting.incrementAndGet();
                    last.connect().join();
                    Clients.hold(release);
                });
            }
            await().atMost(LIMIT).until(() -> waiting.get() == SERVERS - 1);
            get(last.command("say also then", LIMIT));
            assertEquals(1, release.getCount());
            release.countDown();
        }
    }

    @ParameterizedTest
    @MethodSource("futures")
    void noThreadOfTheHandlersCompletesAFuture(Function<ArchonServer, CompletableFuture<Void>> asked) throws Exception {
        ExecutorService own = Executors.newCachedThreadPool(task -> new Thread(task, "embedders-own"));
        try (ArchonClient client = builder().executor(own).build();
                ArchonClient failing = builder()
                        .executor(own)
                        .requestTimeout(Duration.ofMillis(20))
                        .tokenSource(CompletableFuture::new)
                        .build()) {
            for (ArchonClient each : List.of(client, failing)) {
                String thread = completing(() -> asked.apply(each.server("server-0")));
                assertTrue(thread.startsWith("archon-future"), thread);
            }
        } finally {
            own.shutdownNow();
        }
    }

    /** The thread that completes a future. One that is complete before it is looked at is asked for again. */
    private static String completing(Supplier<CompletableFuture<Void>> asked) throws Exception {
        String own = Thread.currentThread().getName();
        String thread = own;
        for (int i = 0; i < 1_000 && thread.equals(own); i++) {
            thread = get(
                    asked.get().handle((done, error) -> Thread.currentThread().getName()));
        }
        return thread;
    }

    private static final ArchonSimulatorBuilder MANY =
            ArchonSimulator.builder().traffic(Traffic.SILENT).historyLines(0);

    static {
        IntStream.range(0, SERVERS).forEach(i -> MANY.server("server-" + i));
    }

    private final ArchonSimulator simulator = MANY.start();
    private final CountDownLatch release = new CountDownLatch(1);

    private ArchonClientBuilder builder() {
        return Clients.impatient(simulator.baseUri()).tokenCallLimit(1_000, 1_000);
    }

    private static List<ArchonServer> servers(ArchonClient client) {
        return IntStream.range(0, SERVERS)
                .mapToObj(i -> client.server("server-" + i))
                .toList();
    }

    private static void connectAll(ArchonClient client) throws Exception {
        get(CompletableFuture.allOf(
                servers(client).stream().map(ArchonServer::connect).toArray(CompletableFuture<?>[]::new)));
    }

    private void emitToAll(String message) {
        IntStream.range(0, SERVERS)
                .forEach(i -> simulator.server("server-" + i).emit(new LogEvent(LogStream.STDOUT, message)));
    }

    private static void awaitAll(CyclicBarrier barrier) {
        try {
            barrier.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the handlers do not run at the same moment", e);
        }
    }

    @AfterEach
    void close() {
        release.countDown();
        simulator.close();
    }
}
