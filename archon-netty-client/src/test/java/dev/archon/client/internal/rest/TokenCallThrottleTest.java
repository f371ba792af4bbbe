package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenCallThrottleTest {

    @Test
    void theFirstComeAtOnceAndTheOthersAtTheRate() {
        List<Integer> came = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            enter(() -> came.add(number));
        }
        assertEquals(List.of(0, 1, 2), came);
        pass(999);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), came);
        pass(1_000);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), came);
    }

    @Test
    void whoLeavesIsLeftOutAndCostsNobodyATurn() {
        List<String> came = new ArrayList<>();
        Runnable gone = () -> came.add("gone");
        enter(() -> came.add("1"));
        enter(() -> came.add("2"));
        enter(() -> came.add("3"));
        enter(gone);
        enter(() -> came.add("4"));
        turns.leave(gone);
        pass(200);
        assertEquals(List.of("1", "2", "3", "4"), came);
    }

    @Test
    void whoComesLateWaitsBehindThoseWhoWait() {
        List<String> came = new ArrayList<>();
        for (String name : List.of("1", "2", "3", "4", "5")) {
            enter(() -> came.add(name));
        }
        pass(200);
        enter(() -> came.add("late"));
        assertEquals(List.of("1", "2", "3", "4"), came);
        pass(400);
        assertEquals(List.of("1", "2", "3", "4", "5", "late"), came);
    }

    @Test
    void whoIsInAHurryComesBeforeAllWhoWaitButNotBeforeOthersInAHurry() {
        List<String> came = new ArrayList<>();
        for (String name : List.of("1", "2", "3", "4", "5")) {
            enter(() -> came.add(name));
        }
        turns.enter(() -> came.add("hurried"), true);
        turns.enter(() -> came.add("hurried too"), true);
        assertEquals(List.of("1", "2", "3"), came);
        pass(800);
        assertEquals(List.of("1", "2", "3", "hurried", "hurried too", "4", "5"), came);
    }

    @Test
    void whoIsInAHurryAndLeavesIsLeftOut() {
        List<String> came = new ArrayList<>();
        Runnable gone = () -> came.add("gone");
        for (String name : List.of("1", "2", "3", "4")) {
            enter(() -> came.add(name));
        }
        turns.enter(gone, true);
        turns.leave(gone);
        pass(400);
        assertEquals(List.of("1", "2", "3", "4"), came);
    }

    @Test
    void aTurnMayQueueUpAgain() {
        List<String> came = new ArrayList<>();
        enter(() -> enter(() -> came.add("again")));
        assertEquals(List.of("again"), came);
    }

    @Test
    void noMoreThanAHundredAreUnderWayHoweverFastTheyMayCome() {
        TokenCallThrottle fast = new TokenCallThrottle(10_000, 10_000, loop, ticker::nanoTime);
        List<Integer> came = new ArrayList<>();
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            Runnable turn = () -> came.add(number);
            all.add(turn);
            fast.enter(turn, false);
        }
        pass(1_000);
        assertEquals(100, came.size());
        fast.leave(all.get(0));
        fast.leave(all.get(1));
        pass(1);
        assertEquals(102, came.size());
        assertEquals(101, came.get(101));
    }

    @Test
    void turnsThatEndAtOnceAreNotNested() {
        TokenCallThrottle fast = new TokenCallThrottle(100_000, 100_000, loop, ticker::nanoTime);
        List<Runnable> ended = new ArrayList<>();
        List<Runnable> first = new ArrayList<>();
        List<Integer> begun = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            Runnable held = () -> begun.add(number);
            first.add(held);
            fast.enter(held, false);
        }
        for (int i = 0; i < 50_000; i++) {
            fast.enter(
                    new Runnable() {
                        @Override
                        public void run() {
                            ended.add(this);
                            fast.leave(this);
                        }
                    },
                    false);
        }
        first.forEach(fast::leave);
        pass(1_000);
        assertEquals(50_000, ended.size());
    }

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);

    /** Five a second, three at once. */
    private final TokenCallThrottle turns = new TokenCallThrottle(5, 3, loop, ticker::nanoTime);

    private void enter(Runnable turn) {
        turns.enter(turn, false);
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            ticker.advance(1, TimeUnit.MILLISECONDS);
            loop.runNow();
        }
    }
}
