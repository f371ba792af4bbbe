package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.client.Subscription;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.UptimeEvent;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How lines of the console come to their handlers: in order with the events, once, and held only if that is asked for. */
class LineDeliveryTest {

    private static final ArchonEvent ENTRY = Log4jEvent.builder()
            .level("ERROR")
            .threadName("main")
            .message("failed\nbadly")
            .throwable("Exception\n\tat here")
            .build();

    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private long now = -100;
    private boolean timerRuns = true;

    @Test
    void linesOfBothKindsComeOneByOneInOrderWithTheEvents() {
        Dispatcher dispatcher = dispatcher(0, false);
        dispatcher.onLine(this::hear);
        dispatcher.onEvent(ArchonEvent.class, event -> heard.add("<" + event.type() + ">"));
        offer(dispatcher, log("one\r\ntwo\n"), new UptimeEvent(1), ENTRY);
        assertEquals(
                List.of(
                        "one",
                        "two",
                        "<log>",
                        "<uptime>",
                        "[main/ERROR]: failed",
                        "badly",
                        "Exception",
                        "\tat here",
                        "<log4j>"),
                heard);
    }

    @Test
    void linesOfABatchComeAtOnceBeforeTheSingleOnes() {
        Dispatcher dispatcher = dispatcher(0, false);
        dispatcher.onLine(this::hear);
        dispatcher.onLines(lines ->
                heard.add(lines.stream().map(ConsoleLine::text).toList().toString()));
        offer(dispatcher, log("one\ntwo"), new UptimeEvent(1), log("three"));
        assertEquals(List.of("[one, two, three]", "one", "two", "three"), heard);
    }

    @Test
    void eventsWithoutLinesAreNotToldToHandlersOfLines() {
        Dispatcher dispatcher = dispatcher(0, false);
        dispatcher.onLines(lines -> heard.add("lines " + lines.size()));
        offer(dispatcher, new UptimeEvent(1), log("\n"));
        assertEquals(List.of(), heard);
    }

    @Test
    void allHandlersGetTheSameLines() {
        Dispatcher dispatcher = dispatcher(10, false);
        List<ConsoleLine> single = new ArrayList<>();
        List<ConsoleLine> many = new ArrayList<>();
        dispatcher.onLine(single::add);
        dispatcher.onLines(many::addAll);
        offer(dispatcher, log("one\ntwo"), ENTRY);
        assertEquals(6, single.size());
        for (int i = 0; i < single.size(); i++) {
            assertSame(single.get(i), many.get(i), "a line was made twice");
        }
        assertEquals(single, dispatcher.recentLines());
    }

    @Test
    void whatAHandlerThrowsIsToldAndTheNextLineStillComes() {
        Dispatcher dispatcher = dispatcher(0, false);
        dispatcher.onLine(line -> {
            throw new IllegalStateException(line.text());
        });
        dispatcher.onLine(this::hear);
        offer(dispatcher, log("one\ntwo"));
        assertEquals(List.of("one", "two"), heard);
        assertEquals(
                List.of("one", "two"),
                errors.stream().map(Throwable::getMessage).toList());
    }

    @Test
    void aSubscriptionThatIsClosedGetsNothingMore() {
        Dispatcher dispatcher = dispatcher(0, false);
        Subscription[] own = new Subscription[1];
        own[0] = dispatcher.onLine(line -> {
            hear(line);
            own[0].close();
        });
        offer(dispatcher, log("one\ntwo"));
        assertEquals(List.of("one"), heard);
        assertFalse(dispatcher.wantsLogs(), "nobody is there any more");
    }

    @Test
    void whoFollowsGetsWhatWasAndThenWhatComes() {
        Dispatcher dispatcher = dispatcher(3, false);
        offer(dispatcher, log("one\ntwo"), log("three"), log("four"));
        dispatcher.followLines(this::hearAll);
        offer(dispatcher, log("five"));
        assertEquals(List.of("two", "three", "four", "five"), heard);
    }

    @Test
    void whoFollowsFromWithinAHandlerGetsEachLineOnce() {
        Dispatcher dispatcher = dispatcher(10, false);
        boolean[] begun = {false};
        dispatcher.onLine(line -> {
            if (!begun[0]) {
                begun[0] = true;
                dispatcher.followLines(this::hearAll);
            }
        });
        offer(dispatcher, log("one\ntwo"), log("three"));
        offer(dispatcher, log("four"));
        assertEquals(List.of("one", "two", "three", "four"), heard);
    }

    @Test
    void whoLeavesBeforeItsTurnHasComeIsNotCalled() {
        Dispatcher dispatcher = queued(10);
        offer(dispatcher, log("one"));
        dispatcher.followLines(this::hearAll).close();
        offer(dispatcher, log("two"));
        runTasks();
        assertEquals(List.of(), heard);
    }

    @Test
    void theLinesOfAStackTraceAreMovedTogether() {
        Dispatcher dispatcher = dispatcher(10, true);
        dispatcher.onLine(this::hear);
        offer(dispatcher, log("[12:00:00] [main/ERROR]: failed"));
        offer(dispatcher, log("[12:00:00] [other/INFO]: between"), log("\tat here"));
        assertEquals(List.of(), heard);
        pass(Duration.ofMillis(300));
        assertEquals(
                List.of("[12:00:00] [main/ERROR]: failed", "\tat here", "[12:00:00] [other/INFO]: between"), heard);
        assertEquals(
                heard, dispatcher.recentLines().stream().map(ConsoleLine::text).toList());
    }

    @Test
    void noLineIsHeldLongerThanThePanelHoldsIt() {
        Dispatcher dispatcher = dispatcher(0, true);
        dispatcher.onLine(this::hear);
        offer(dispatcher, log("one"));
        assertEquals(List.of(Duration.ofMillis(300)), delays);
        pass(Duration.ofMillis(200));
        offer(dispatcher, new UptimeEvent(1));
        assertEquals(List.of("one"), heard);
        offer(dispatcher, log("two"));
        pass(Duration.ofMillis(100));
        assertEquals(List.of("one"), heard);
        assertEquals(Duration.ofMillis(200), delays.get(1), "when the timer of the first line finds the second");
        pass(Duration.ofMillis(200));
        assertEquals(List.of("one", "two"), heard);
    }

    @Test
    void linesThatAreHeldComeBeforeWhateverCameAfterThem() {
        Dispatcher dispatcher = dispatcher(10, true);
        dispatcher.onLine(this::hear);
        dispatcher.onEvent(UptimeEvent.class, event -> heard.add("<uptime>"));
        offer(dispatcher, log("one"), new UptimeEvent(1));
        offer(dispatcher, log("two"));
        dispatcher.run(() -> heard.add("<notice>"));
        offer(dispatcher, log("three"));
        dispatcher.followLines(lines -> heard.add("follows " + lines.size()));
        offer(dispatcher, log("four"));
        assertTrue(dispatcher.delivered().isDone());
        offer(dispatcher, log("five"));
        dispatcher.close();
        assertEquals(
                List.of(
                        "one",
                        "<uptime>",
                        "two",
                        "<notice>",
                        "three",
                        "follows 3",
                        "follows 1",
                        "four",
                        "follows 1",
                        "five"),
                heard);
    }

    @Test
    void withoutATimerNothingIsHeld() {
        timerRuns = false;
        Dispatcher dispatcher = dispatcher(0, true);
        dispatcher.onLine(this::hear);
        offer(dispatcher, log("one"));
        assertEquals(List.of("one"), heard);
    }

    private void hear(ConsoleLine line) {
        heard.add(line.text());
    }

    private void hearAll(List<ConsoleLine> lines) {
        lines.forEach(this::hear);
    }

    /** Lets time pass, and runs the timers that have ended by then. */
    private void pass(Duration time) {
        now += time.toNanos();
        List<Timer> ended = timers.stream().filter(timer -> timer.at <= now).toList();
        timers.removeAll(ended);
        ended.forEach(timer -> timer.action.run());
    }

    private record Timer(Runnable action, long at) {}

    private static LogEvent log(String message) {
        return new LogEvent(LogStream.STDOUT, message);
    }

    private static void offer(Dispatcher dispatcher, ArchonEvent... events) {
        dispatcher.offer(List.of(events), events.length);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private Dispatcher dispatcher(int recent, boolean tracesKept) {
        return dispatcher(false, recent, tracesKept);
    }

    private Dispatcher queued(int recent) {
        return dispatcher(true, recent, false);
    }

    private Dispatcher dispatcher(boolean queued, int recent, boolean tracesKept) {
        DispatchCounters counters = new DispatchCounters() {
            @Override
            public void dropped(EventsDropped counts) {}

            @Override
            public void delivered(int events, long nanos) {}
        };
        return new Dispatcher(
                new DispatchSettings(
                        queued ? tasks::add : Runnable::run,
                        Overflow.BACKPRESSURE,
                        1_000,
                        1 << 20,
                        () -> {},
                        counters,
                        again -> false,
                        errors::add),
                new LineSettings(
                        ConsoleFormat.in(ZoneOffset.UTC), recent, 1 << 20, tracesKept, () -> now, (action, delay) -> {
                            timers.add(new Timer(action, now + delay.toNanos()));
                            delays.add(delay);
                            return timerRuns;
                        }));
    }
}
