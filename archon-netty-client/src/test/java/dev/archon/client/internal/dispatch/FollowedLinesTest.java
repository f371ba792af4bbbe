package dev.archon.client.internal.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Pages that are opened while lines come in bursts see each line once, from the last ones on. */
class FollowedLinesTest {

    private static final int LINES = 20_000;
    private static final int RECENT = 500;
    private static final int PAGES = 40;

    private final ExecutorService executor = Executors.newFixedThreadPool(3);

    @RepeatedTest(5)
    void noLineIsLostOrDoubledWhereWhatWasAndWhatComesMeet() throws Exception {
        Dispatcher dispatcher = dispatcher();
        List<List<Integer>> pages = new ArrayList<>();
        AtomicInteger offered = new AtomicInteger();
        executor.execute(() -> {
            for (int i = 0; i < LINES; ) {
                int count = Math.min(1 + i % 7, LINES - i);
                List<ArchonEvent> batch = new ArrayList<>();
                for (int j = 0; j < count; j++) {
                    batch.add(line(i + j));
                }
                dispatcher.offer(batch, count);
                i += count;
                offered.set(i);
            }
        });
        for (int page = 0; page < PAGES; page++) {
            int from = page * (LINES / PAGES);
            await().pollInterval(Duration.ofNanos(1_000)).until(() -> offered.get() >= from);
            List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
            pages.add(numbers);
            dispatcher.followLines(lines -> lines.forEach(line -> numbers.add(Integer.valueOf(line.text()))));
        }
        await().until(() -> offered.get() == LINES && dispatcher.waiting() == 0);
        dispatcher.delivered().join();
        assertEquals(RECENT, dispatcher.recentLines().size());
        int late = 0;
        for (List<Integer> numbers : pages) {
            int first = numbers.get(0);
            assertEquals(IntStream.range(first, LINES).boxed().toList(), numbers);
            late += first > 0 ? 1 : 0;
        }
        assertTrue(late > 0, "every page was there from the start, so the test shows nothing");
    }

    private static ArchonEvent line(int number) {
        return number % 2 == 0
                ? new LogEvent(LogStream.STDOUT, number + "\n")
                : Log4jEvent.builder().message(String.valueOf(number)).build();
    }

    private Dispatcher dispatcher() {
        DispatchCounters counters = new DispatchCounters() {
            @Override
            public void dropped(EventsDropped counts) {}

            @Override
            public void delivered(int events, long nanos) {}
        };
        return new Dispatcher(
                new DispatchSettings(
                        executor, Overflow.BACKPRESSURE, LINES, 1 << 20, () -> {}, counters, again -> false, error -> {
                            throw new AssertionError(error);
                        }),
                new LineSettings(
                        ConsoleFormat.in(ZoneOffset.UTC),
                        RECENT,
                        1 << 20,
                        false,
                        System::nanoTime,
                        (action, delay) -> false));
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }
}
