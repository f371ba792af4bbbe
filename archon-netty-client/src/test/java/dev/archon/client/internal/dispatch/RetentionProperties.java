package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.StateEvent;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What a queue keeps alive is no more than what it counts, plus one read: the batch that is half taken or half dropped.
 * Whether an event is alive is asked of the garbage collector.
 */
class RetentionProperties {

    private static final int MAX_EVENTS = 60;
    private static final long MAX_BYTES = 40_000;

    /** What a message has beside its text. */
    private static final int FRAME = 45;

    @Property(tries = 40)
    void whatIsKeptAliveIsWhatIsCountedAndOneRead(@ForAll Overflow overflow, @ForAll("turns") List<Turn> turns) {
        EventQueue queue = new EventQueue(overflow, MAX_EVENTS, MAX_BYTES);
        List<Offered> offered = new ArrayList<>();
        long largestEvents = 0;
        long largestBytes = 0;
        for (Turn turn : turns) {
            largestEvents = Math.max(largestEvents, turn.sizes.size());
            largestBytes = Math.max(largestBytes, offer(queue, turn.sizes, offered));
            for (int i = 0; i < turn.polls; i++) {
                queue.poll(turn.take);
            }
        }
        System.gc();
        List<Offered> alive =
                offered.stream().filter(each -> each.event.get() != null).toList();
        long bytes = alive.stream().mapToLong(Offered::size).sum();
        assertTrue(
                alive.size() <= queue.events() + largestEvents,
                alive.size() + " alive, " + queue.events() + " counted, largest read " + largestEvents);
        assertTrue(
                bytes <= queue.bytes() + largestBytes,
                bytes + " bytes alive, " + queue.bytes() + " counted, largest read " + largestBytes);
    }

    @Example
    void aQueueThatDropsTheNewestKeepsNoWholeReadForTheOneEventThatFitted() {
        EventQueue queue = new EventQueue(Overflow.DROP_NEWEST, 1_000, 1 << 20);
        List<Offered> offered = new ArrayList<>();
        List<Integer> read = Collections.nCopies(500, 100);
        for (int i = 0; i < 2_000; i++) {
            queue.poll(1);
            offer(queue, read, offered);
        }
        System.gc();
        assertTrue(queue.events() <= 1_000 && queue.bytes() <= 1 << 20);
        long alive = offered.stream().filter(each -> each.event.get() != null).count();
        assertTrue(alive <= queue.events() + 500, alive + " events alive, " + queue.events() + " counted");
    }

    /** Offers a batch and returns the size of its messages. Negative sizes are control events. */
    private static long offer(EventQueue queue, List<Integer> sizes, List<Offered> offered) {
        if (sizes.isEmpty()) {
            return 0;
        }
        List<ArchonEvent> batch = new ArrayList<>();
        long bytes = 0;
        for (int size : sizes) {
            ArchonEvent event = event(size);
            batch.add(event);
            int message = FRAME + Math.abs(size);
            offered.add(new Offered(new WeakReference<>(event), message));
            bytes += message;
        }
        queue.offer(batch, bytes);
        return bytes;
    }

    private static ArchonEvent event(int size) {
        String text = "x".repeat(Math.abs(size));
        return size < 0
                ? new StateEvent(
                        text,
                        "running",
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty())
                : new LogEvent(LogStream.STDOUT, text);
    }

    @Provide
    Arbitrary<List<Turn>> turns() {
        // Most events are small, and a few are giants among them, which an even share would hide.
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.integers().between(100, 200)),
                Tuple.of(3, Arbitraries.integers().between(-200, -100)),
                Tuple.of(1, Arbitraries.integers().between(5_000, 10_000)),
                Tuple.of(1, Arbitraries.integers().between(-10_000, -5_000)));
        return sizes.list()
                .ofMaxSize(60)
                .flatMap(batch -> Arbitraries.integers()
                        .between(0, 2)
                        .flatMap(polls ->
                                Arbitraries.integers().between(1, 3).map(take -> new Turn(batch, polls, take))))
                .list()
                .ofMinSize(50)
                .ofMaxSize(100);
    }

    /**
     * One offer, then some polls.
     *
     * @param sizes of the messages; negative for control events
     * @param polls how many
     * @param take how many events each of them takes at most
     */
    record Turn(List<Integer> sizes, int polls, int take) {}

    private record Offered(WeakReference<ArchonEvent> event, int size) {}
}
