package dev.archon.simulator.internal.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.game.VirtualScheduler;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerLoopTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final DefaultEventLoop thread = new DefaultEventLoop();
    private final ServerLoop loop =
            new ServerLoop(thread, new ManualClock(NOON), "demo", new VirtualScheduler(NOON), action -> {
                action.run();
                happened.add("end of turn");
            });

    @Test
    void aSubmittedActionCompletesWhenItsTurnIsOver() throws Exception {
        CompletableFuture<List<String>> seen = loop.submit(() -> {
                    happened.add("action");
                    return "result";
                })
                .thenApply(result -> {
                    happened.add(result);
                    return List.copyOf(happened);
                });

        assertEquals(List.of("action", "end of turn", "result"), seen.get(20, TimeUnit.SECONDS));
    }

    @Test
    void anActionThatThrowsFailsItsFuture() {
        IllegalArgumentException problem = new IllegalArgumentException("no such backup");

        CompletableFuture<String> failed = loop.submit(() -> {
            throw problem;
        });

        ExecutionException thrown = assertThrows(ExecutionException.class, () -> failed.get(20, TimeUnit.SECONDS));
        assertSame(problem, thrown.getCause());
    }

    @Test
    void anActionThatIsCalledOnTheLoopItselfRunsAtOnce() throws Exception {
        assertEquals("inner", loop.submit(() -> loop.call(() -> "inner")).get(20, TimeUnit.SECONDS));
    }

    @Test
    void afterTheEndASubmittedActionFails() {
        close();

        CompletableFuture<String> late = loop.submit(() -> "too late");

        ExecutionException thrown = assertThrows(ExecutionException.class, () -> late.get(20, TimeUnit.SECONDS));
        assertEquals(
                "the simulator is closed",
                assertInstanceOf(IllegalStateException.class, thrown.getCause()).getMessage());
    }

    @Test
    void anActionThatWaitsForItsTurnFailsWhenTheServerHasEndedMeanwhile() {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> ending = loop.submit(() -> {
            awaitQuietly(asked);
            loop.end();
            return "the turn that ends it";
        });
        CompletableFuture<String> late = loop.submit(() -> "too late");
        asked.countDown();

        ExecutionException thrown = assertThrows(ExecutionException.class, () -> late.get(20, TimeUnit.SECONDS));
        assertInstanceOf(ServerRemovedException.class, thrown.getCause());
        assertEquals("the turn that ends it", ending.join());
    }

    @Test
    void whatIsSwitchedOffWhileItsServerEndsIsOff() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> ending = loop.submit(() -> {
            awaitQuietly(asked);
            loop.end();
            return "the turn that ends it";
        });
        CompletableFuture<Void> switchedOff = CompletableFuture.runAsync(() -> loop.callUnlessClosed(() -> true));
        await().until(() -> thread.pendingTasks() > 0);
        asked.countDown();

        switchedOff.get(20, TimeUnit.SECONDS);
        assertEquals("the turn that ends it", ending.join());
    }

    @Test
    void whatIsStillOnItsWayArrivesWhenTheServerHasEnded() throws Exception {
        TurnTime time = new TurnTime(new VirtualScheduler(NOON), new ManualClock(NOON), loop);
        Instant later = NOON.plusSeconds(1);
        loop.end();
        CompletableFuture<Instant> arrived = new CompletableFuture<>();

        time.at(later, arrived::complete);

        assertEquals(later, arrived.get(20, TimeUnit.SECONDS));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerThatHasEndedLeavesNoTimer() {
        EmbeddedChannel channel = new EmbeddedChannel();
        VirtualScheduler agenda = new VirtualScheduler(NOON);
        ServerLoop ending = new ServerLoop(
                channel.eventLoop(), new RunningClock(1, NOON, System.nanoTime()), "demo", agenda, Runnable::run);
        ending.run(() -> agenda.at(NOON.plus(Duration.ofDays(1)), () -> happened.add("due")));
        channel.runPendingTasks();
        assertTrue(channel.runScheduledPendingTasks() > 0, "a timer is needed while the server lives");

        ending.end();
        ending.run(() -> happened.add("a last turn"));
        channel.runPendingTasks();
        assertEquals(-1, channel.runScheduledPendingTasks());
        assertEquals(List.of("a last turn"), happened);
        assertThrows(ServerRemovedException.class, () -> ending.call(() -> "too late"));
        channel.finishAndReleaseAll();
    }

    @AfterEach
    void close() {
        thread.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
