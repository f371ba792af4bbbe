package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.rest.RestClient.Priority;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
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
        turns.enter(() -> came.add("hurried"), Priority.RENEWAL);
        turns.enter(() -> came.add("hurried too"), Priority.RENEWAL);
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
        turns.enter(gone, Priority.RENEWAL);
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
        TokenCallThrottle fast =
                new TokenCallThrottle(10_000, 10_000, Duration.ofMinutes(10), loop, ticker::nanoTime, () -> 0.5);
        List<Integer> came = new ArrayList<>();
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            Runnable turn = () -> came.add(number);
            all.add(turn);
            fast.enter(turn, Priority.CONNECT);
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
        TokenCallThrottle fast =
                new TokenCallThrottle(100_000, 100_000, Duration.ofMinutes(10), loop, ticker::nanoTime, () -> 0.5);
        List<Runnable> ended = new ArrayList<>();
        List<Runnable> first = new ArrayList<>();
        List<Integer> begun = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            Runnable held = () -> begun.add(number);
            first.add(held);
            fast.enter(held, Priority.CONNECT);
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
                    Priority.CONNECT);
        }
        first.forEach(fast::leave);
        pass(1_000);
        assertEquals(50_000, ended.size());
    }

    @Test
    void renewalsHaveRoomWhenAHundredOtherCallsAreNotAnswered() {
        TokenCallThrottle fast =
                new TokenCallThrottle(10_000, 10_000, Duration.ofMinutes(10), loop, ticker::nanoTime, () -> 0.5);
        List<Integer> came = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            fast.enter(() -> came.add(0), Priority.CONNECT);
        }
        for (int i = 0; i < 50; i++) {
            fast.enter(() -> came.add(1), Priority.RENEWAL);
        }
        pass(1_000);
        assertEquals(100, came.stream().filter(kind -> kind == 0).count());
        assertEquals(20, came.stream().filter(kind -> kind == 1).count());
    }

    @Test
    void aRefusalHoldsTokenCallsBackAndRenewalsComeFirstWhenItsTimeHasPassed() {
        List<String> came = new ArrayList<>();
        Runnable refused = () -> came.add("refused");
        enter(refused);
        turns.refused(refused, Duration.ofSeconds(4));
        turns.leave(refused);
        enter(() -> came.add("connect"));
        turns.enter(() -> came.add("renewal"), Priority.RENEWAL);
        turns.enter(() -> came.add("other"), Priority.OTHER);
        pass(3_999);
        assertEquals(List.of("refused", "other"), came);
        pass(1);
        assertEquals(List.of("refused", "other", "renewal"), came);
        // A tenth of four seconds later, by the number drawn.
        pass(399);
        assertEquals(List.of("refused", "other", "renewal"), came);
        pass(1);
        assertEquals(List.of("refused", "other", "renewal", "connect"), came);
    }

    @Test
    void renewalsThatARefusalHeldBackComeOneByOne() {
        List<Integer> came = new ArrayList<>();
        Runnable refused = () -> came.add(-1);
        turns.enter(refused, Priority.RENEWAL);
        turns.refused(refused, Duration.ofSeconds(4));
        turns.leave(refused);
        for (int i = 0; i < 4; i++) {
            int number = i;
            turns.enter(() -> came.add(number), Priority.RENEWAL);
        }
        pass(4_000);
        assertEquals(List.of(-1, 0), came);
        // Three and a half a second, seven tenths of the rate.
        pass(285);
        assertEquals(List.of(-1, 0), came);
        pass(1);
        assertEquals(List.of(-1, 0, 1), came);
        pass(572);
        assertEquals(List.of(-1, 0, 1, 2, 3), came);
    }

    @Test
    void otherCallsKeepTheirPlaceAmongTokenCalls() {
        List<Integer> came = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            turns.enter(() -> came.add(number), i % 2 == 0 ? Priority.CONNECT : Priority.OTHER);
        }
        pass(2_000);
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), came);
    }

    @Test
    void aCallThatMayStartDoesNotWaitForTheTimerOfOneThatMayNot() {
        List<String> came = new ArrayList<>();
        Runnable refused = () -> came.add("refused");
        enter(refused);
        turns.refused(refused, Duration.ofMinutes(10));
        turns.leave(refused);
        enter(() -> came.add("connect"));
        for (int i = 0; i < 3; i++) {
            turns.enter(() -> came.add("other"), Priority.OTHER);
        }
        pass(200);
        assertEquals(List.of("refused", "other", "other", "other"), came);
        pass(30_000 + 3_000);
        assertTrue(came.contains("connect"), came::toString);
    }

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);

    /** Five a second, three at once. */
    private final TokenCallThrottle turns =
            new TokenCallThrottle(5, 3, Duration.ofMinutes(10), loop, ticker::nanoTime, () -> 0.5);

    private void enter(Runnable turn) {
        turns.enter(turn, Priority.CONNECT);
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            ticker.advance(1, TimeUnit.MILLISECONDS);
            loop.runNow();
        }
    }
}
