package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever is offered and taken in whatever turns: nothing is lost, invented, or out of order without being told. */
@Tag("slow")
class EventQueueProperties {

    private static final int MAX = 20;

    private static final long MAX_BYTES = 500;

    @Property
    void everythingOfferedIsTakenOrReportedDropped(@ForAll Overflow overflow, @ForAll("turns") List<Turn> turns) {
        Run run = new Run(overflow, MAX, Long.MAX_VALUE, turns);
        assertEquals(run.offered.size(), run.taken.size() + run.reported.events());
        assertEquals(run.told.events(), run.reported.events(), "what offer told and what the consumer was told");
        assertEquals(
                run.offered.stream().filter(LogEvent.class::isInstance).count(),
                run.taken.stream().filter(LogEvent.class::isInstance).count() + run.reported.logLines());
    }

    @Property
    void withBackpressureNothingIsDroppedAndTheOrderIsKept(@ForAll("turns") List<Turn> turns) {
        Run run = new Run(Overflow.BACKPRESSURE, MAX, Long.MAX_VALUE, turns);
        assertEquals(run.offered, run.taken);
    }

    @Property
    void whatIsDeliveredIsInOrder(@ForAll Overflow overflow, @ForAll("turns") List<Turn> turns) {
        Run run = new Run(overflow, MAX, Long.MAX_VALUE, turns);
        assertInOrder(run.taken.stream().filter(event -> !isControl(event)).toList(), run.offered);
        assertInOrder(run.taken.stream().filter(EventQueueProperties::isControl).toList(), run.offered);
    }

    @Property
    void controlEventsAreNeverDropped(@ForAll Overflow overflow, @ForAll("turns") List<Turn> turns) {
        Run run = new Run(overflow, MAX, Long.MAX_VALUE, turns);
        assertEquals(
                run.offered.stream().filter(EventQueueProperties::isControl).toList(),
                run.taken.stream().filter(EventQueueProperties::isControl).toList());
    }

    @Property
    void aQueueThatDropsNeverHoldsMoreThanItsBoundApartFromControlEvents(
            @ForAll("dropping") Overflow overflow, @ForAll("turns") List<Turn> turns) {
        Run run = new Run(overflow, MAX, Long.MAX_VALUE, turns);
        assertTrue(run.mostDroppableWaiting <= MAX, "held " + run.mostDroppableWaiting);
    }

    @Property
    void bytesAreABoundAsWell(@ForAll("dropping") Overflow overflow, @ForAll("turns") List<Turn> turns) {
        Run run = new Run(overflow, Integer.MAX_VALUE, MAX_BYTES, turns);
        assertTrue(run.mostDroppableBytes <= MAX_BYTES, "held " + run.mostDroppableBytes + " bytes");
        assertEquals(run.offered.size(), run.taken.size() + run.reported.events());
    }

    @Property
    void theOldestAreDroppedOrTheNewestAsAsked(@ForAll("batch") List<Integer> kinds) {
        List<ArchonEvent> batch = events(kinds, new AtomicInteger());
        List<ArchonEvent> droppable =
                batch.stream().filter(event -> !isControl(event)).toList();
        int room = Math.max(0, MAX - (batch.size() - droppable.size()));
        Run oldest = new Run(Overflow.DROP_OLDEST, MAX, Long.MAX_VALUE, List.of(new Turn(kinds, 0)));
        List<ArchonEvent> kept =
                oldest.taken.stream().filter(event -> !isControl(event)).toList();
        assertEquals(droppable.subList(droppable.size() - kept.size(), droppable.size()), kept);
        assertTrue(kept.size() >= Math.min(droppable.size(), room), kept.size() + " of room " + room);

        Run newest = new Run(Overflow.DROP_NEWEST, MAX, Long.MAX_VALUE, List.of(new Turn(kinds, 0)));
        List<ArchonEvent> first =
                newest.taken.stream().filter(event -> !isControl(event)).toList();
        assertEquals(droppable.subList(0, first.size()), first);
    }

    @Property
    void noticesStayBetweenTheEventsThatTheyWereAddedBetween(@ForAll("turns") List<Turn> turns) {
        EventQueue queue = new EventQueue(Overflow.BACKPRESSURE, MAX, Long.MAX_VALUE);
        List<Integer> expected = new ArrayList<>();
        List<Integer> heard = new ArrayList<>();
        int offered = 0;
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger numbers = new AtomicInteger();
        for (Turn turn : turns) {
            if (!turn.kinds.isEmpty()) {
                queue.offer(events(turn.kinds, numbers), turn.kinds.size());
                offered += turn.kinds.size();
            }
            expected.add(offered);
            queue.add(() -> heard.add(taken.get()));
            take(queue, turn.take, taken);
        }
        take(queue, Integer.MAX_VALUE, taken);
        assertEquals(expected, heard);
    }

    private static void take(EventQueue queue, int most, AtomicInteger taken) {
        for (int i = 0; i < most; i++) {
            QueueEntry entry = queue.poll(7);
            if (entry == null) {
                return;
            }
            if (entry instanceof QueueEntry.Events events) {
                taken.addAndGet(events.events().size());
            } else if (entry instanceof QueueEntry.Action action) {
                action.action().run();
            }
        }
    }

    private static void assertInOrder(List<ArchonEvent> part, List<ArchonEvent> whole) {
        int from = 0;
        for (ArchonEvent event : part) {
            int at = whole.subList(from, whole.size()).indexOf(event);
            assertTrue(at >= 0, event + " came twice, or after one that was offered later");
            from += at + 1;
        }
    }

    private static boolean isControl(ArchonEvent event) {
        return event instanceof PowerStateEvent;
    }

    private static List<ArchonEvent> events(List<Integer> kinds, AtomicInteger numbers) {
        return kinds.stream()
                .map(kind -> switch (kind) {
                    case 0 -> new PowerStateEvent(PowerState.RUNNING);
                    case 1 -> new UptimeEvent(numbers.incrementAndGet());
                    default -> new LogEvent(LogStream.STDOUT, "line " + numbers.incrementAndGet());
                })
                .map(ArchonEvent.class::cast)
                .toList();
    }

    @Provide
    Arbitrary<Overflow> dropping() {
        return Arbitraries.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST);
    }

    @Provide
    Arbitrary<List<Integer>> batch() {
        return Arbitraries.integers().between(0, 9).list().ofMinSize(1).ofMaxSize(50);
    }

    @Provide
    Arbitrary<List<Turn>> turns() {
        Arbitrary<List<Integer>> kinds =
                Arbitraries.integers().between(0, 9).list().ofMaxSize(30);
        return kinds.flatMap(each -> Arbitraries.integers().between(0, 5).map(take -> new Turn(each, take)))
                .list()
                .ofMaxSize(25);
    }

    /** One offer, then some polls. */
    record Turn(List<Integer> kinds, int take) {}

    /** All turns, and then everything that is left taken. */
    private static final class Run {

        private final List<ArchonEvent> offered = new ArrayList<>();
        private final List<ArchonEvent> taken = new ArrayList<>();
        private EventsDropped told = new EventsDropped(0, 0);
        private EventsDropped reported = new EventsDropped(0, 0);
        private long mostDroppableWaiting;
        private long mostDroppableBytes;

        Run(Overflow overflow, int maxEvents, long maxBytes, List<Turn> turns) {
            EventQueue queue = new EventQueue(overflow, maxEvents, maxBytes);
            AtomicInteger numbers = new AtomicInteger();
            for (Turn turn : turns) {
                if (!turn.kinds.isEmpty()) {
                    List<ArchonEvent> batch = events(turn.kinds, numbers);
                    offered.addAll(batch);
                    EventsDropped dropped = queue.offer(batch, bytes(batch));
                    told = dropped == null ? told : told.plus(dropped);
                    mostDroppableWaiting = Math.max(mostDroppableWaiting, droppableWaiting());
                    mostDroppableBytes = Math.max(mostDroppableBytes, queue.bytes() - controlBytesWaiting());
                }
                IntStream.range(0, turn.take).forEach(i -> take(queue, 3));
            }
            while (take(queue, Long.MAX_VALUE)) {
                // Until there is nothing left.
            }
            assertEquals(0, queue.events());
            assertTrue(queue.isLow());
        }

        private long droppableWaiting() {
            return count(offered) - count(taken) - told.events();
        }

        private long controlBytesWaiting() {
            return bytes(control(offered)) - bytes(control(taken));
        }

        private static List<ArchonEvent> control(List<ArchonEvent> events) {
            return events.stream().filter(EventQueueProperties::isControl).toList();
        }

        /** What the queue takes each for when a batch is cut: another size would be shared out by these weights. */
        private static long bytes(List<ArchonEvent> events) {
            return events.stream().mapToLong(EventWeight::of).sum();
        }

        private static long count(List<ArchonEvent> events) {
            return events.stream().filter(event -> !isControl(event)).count();
        }

        private boolean take(EventQueue queue, long most) {
            QueueEntry entry = queue.poll(most);
            if (entry instanceof QueueEntry.Events events) {
                assertTrue(events.events().size() <= most);
                taken.addAll(events.events());
            } else if (entry instanceof QueueEntry.Dropped dropped) {
                reported = reported.plus(dropped.counts());
            }
            return entry != null;
        }
    }
}
