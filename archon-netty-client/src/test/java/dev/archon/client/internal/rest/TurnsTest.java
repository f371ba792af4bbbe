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

class TurnsTest {

    @Test
    void theFirstComeAtOnceAndTheOthersAtTheRate() {
        List<Integer> came = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            turns.enter(() -> came.add(number));
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
        turns.enter(() -> came.add("1"));
        turns.enter(() -> came.add("2"));
        turns.enter(() -> came.add("3"));
        turns.enter(gone);
        turns.enter(() -> came.add("4"));
        turns.leave(gone);
        pass(200);
        assertEquals(List.of("1", "2", "3", "4"), came);
    }

    @Test
    void whoComesLateWaitsBehindThoseWhoWait() {
        List<String> came = new ArrayList<>();
        for (String name : List.of("1", "2", "3", "4", "5")) {
            turns.enter(() -> came.add(name));
        }
        pass(200);
        turns.enter(() -> came.add("late"));
        assertEquals(List.of("1", "2", "3", "4"), came);
        pass(400);
        assertEquals(List.of("1", "2", "3", "4", "5", "late"), came);
    }

    @Test
    void aTurnMayQueueUpAgain() {
        List<String> came = new ArrayList<>();
        turns.enter(() -> turns.enter(() -> came.add("again")));
        assertEquals(List.of("again"), came);
    }

    @Test
    void noMoreThanAHundredAreUnderWayHoweverFastTheyMayCome() {
        Turns fast = new Turns(10_000, 10_000, loop, ticker::nanoTime);
        List<Integer> came = new ArrayList<>();
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            Runnable turn = () -> came.add(number);
            all.add(turn);
            fast.enter(turn);
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
        Turns fast = new Turns(100_000, 100_000, loop, ticker::nanoTime);
        List<Runnable> ended = new ArrayList<>();
        List<Runnable> first = new ArrayList<>();
        List<Integer> begun = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            Runnable held = () -> begun.add(number);
            first.add(held);
            fast.enter(held);
        }
        for (int i = 0; i < 50_000; i++) {
            fast.enter(new Runnable() {
                @Override
                public void run() {
                    ended.add(this);
                    fast.leave(this);
                }
            });
        }
        first.forEach(fast::leave);
        pass(1_000);
        assertEquals(50_000, ended.size());
    }

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);

    /** Five a second, three at once. */
    private final Turns turns = new Turns(5, 3, loop, ticker::nanoTime);

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            ticker.advance(1, TimeUnit.MILLISECONDS);
            loop.runNow();
        }
    }
}
