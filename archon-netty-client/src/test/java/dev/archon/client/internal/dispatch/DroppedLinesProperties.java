package dev.archon.client.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.client.EventsDropped;
import dev.archon.client.Overflow;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.UptimeEvent;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever kind of message the lines came in, and however many were in one: what is dropped is counted to the line. */
class DroppedLinesProperties {

    @Property
    void everyLineIsDeliveredOrCountedAsDropped(
            @ForAll Overflow overflow, @ForAll("batches") List<List<ArchonEvent>> batches) {
        EventQueue queue = new EventQueue(overflow, 10, Long.MAX_VALUE);
        long offered = 0;
        long told = 0;
        for (List<ArchonEvent> batch : batches) {
            offered += lines(batch);
            EventsDropped dropped = queue.offer(batch, batch.size());
            told += dropped == null ? 0 : dropped.logLines();
        }
        long delivered = 0;
        long reported = 0;
        for (QueueEntry entry = queue.poll(3); entry != null; entry = queue.poll(3)) {
            if (entry instanceof QueueEntry.Events events) {
                delivered += lines(events.events());
            } else if (entry instanceof QueueEntry.Dropped dropped) {
                reported += dropped.counts().logLines();
            }
        }
        assertEquals(offered, delivered + reported);
        assertEquals(told, reported, "what the metrics and the handlers were told");
    }

    private static long lines(List<ArchonEvent> events) {
        ConsoleFormat format = ConsoleFormat.in(ZoneOffset.UTC);
        return events.stream().mapToLong(event -> format.lines(event).size()).sum();
    }

    @Provide
    Arbitrary<List<List<ArchonEvent>>> batches() {
        Arbitrary<ArchonEvent> events = Arbitraries.of(
                new LogEvent(LogStream.STDOUT, "a line"),
                new LogEvent(LogStream.STDERR, "one\r\ntwo\n\nthree\n"),
                new LogEvent(LogStream.STDOUT, "\n"),
                Log4jEvent.builder().message("an entry").build(),
                Log4jEvent.builder().level("INFO").build(),
                Log4jEvent.builder().build(),
                Log4jEvent.builder()
                        .message("\nan entry\nof two lines\n ")
                        .throwable("Exception\n\tat here")
                        .build(),
                new UptimeEvent(1),
                new PowerStateEvent(PowerState.RUNNING));
        return events.list().ofMinSize(1).ofMaxSize(15).list().ofMaxSize(8);
    }
}
