package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.session.Failure;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay of {@code log4j} lines costs no object for a line, an event or a part of one. */
@Tag("slow")
class RelayAllocationTest {

    private static final int READS = 200;
    private static final int ENTRIES_A_READ = 500;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Saving chunks for level 'ServerLevel[world]'/minecraft:overworld",
                "<Zoë> \"quotes\", colours \u001b[32m and other alphabets: Привет 世界 😀",
                "  two lines\nof one entry  ",
                ""
            })
    void anEntryIsRelayedWithoutAnObject(String message) {
        assertFree(entry().message(message).build());
    }

    @Test
    void aStackTraceIsRelayedWithoutAnObject() {
        assertFree(entry().message("Could not pass event PlayerMoveEvent to Essentials")
                .throwable("java.lang.IllegalStateException: no account"
                        + "\n\tat org.example.Bank.find(Bank.java:77)".repeat(40))
                .build());
    }

    @Test
    void namesThatNeverComeAgainAreNotKept() {
        byte[][] messages = new byte[ENTRIES_A_READ * 20][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = EventCodec.encode(entry().threadName("User Authenticator #" + i)
                    .loggerName("com.example.Plugin" + i)
                    .timestampMillis(1_793_000_000_000L)
                    .message("UUID of player Steve is known")
                    .build());
        }
        double least = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && least > 1; attempt++) {
            least = Math.min(least, allocatedForEach(messages) * ENTRIES_A_READ / messages.length);
        }
        assertTrue(least <= 1, "bytes an entry: " + least);
    }

    private static Log4jEvent.Builder entry() {
        return Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level(LogLevel.INFO)
                .threadName("Server thread");
    }

    private void assertFree(Log4jEvent entry) {
        byte[][] messages = new byte[ENTRIES_A_READ][];
        for (int i = 0; i < messages.length; i++) {
            Log4jEvent.Builder timed = Log4jEvent.builder().timestampMillis(1_793_000_000_000L + i / 100);
            entry.loggerName().ifPresent(timed::loggerName);
            entry.level().ifPresent(timed::level);
            entry.threadName().ifPresent(timed::threadName);
            entry.message().ifPresent(timed::message);
            entry.throwable().ifPresent(timed::throwable);
            messages[i] = EventCodec.encode(timed.build());
        }
        double least = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && least > 1; attempt++) {
            least = Math.min(least, allocatedForEach(messages));
        }
        assertTrue(least <= 1, "bytes an entry: " + least);
        int ofOne = ConsoleFormat.in(ZONE).lines(entry).size();
        assertEquals(0, lines % ((long) ofOne * READS * ENTRIES_A_READ));
        assertTrue(lines > 0);
    }

    private double allocatedForEach(byte[][] messages) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] window = new byte
                [Arrays.stream(messages).mapToInt(message -> message.length).sum()];
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < READS; i++) {
            batch.reading(window);
            int at = 0;
            for (byte[] message : messages) {
                // Each time anew, since a read is only read once and its names may be written over.
                System.arraycopy(message, 0, window, at, message.length);
                batch.message(window, at, message.length);
                at += message.length;
            }
            batch.flush();
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        return allocated / (double) (READS * ENTRIES_A_READ);
    }

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private long lines;
    private final LogRelays relays = new LogRelays(() -> false, ConsoleFormat.in(ZONE), error -> {
        throw new AssertionError(error);
    });
    private final ReadBatch batch = new ReadBatch(
            new ConnectionListener() {
                @Override
                public void opened(Connection connection) {}

                @Override
                public void failed(Failure failure) {}

                @Override
                public void event(ArchonEvent event) {}

                @Override
                public void received(List<ArchonEvent> events, long bytes) {
                    throw new AssertionError("events were made: " + events);
                }

                @Override
                public LogRelays relays() {
                    return relays;
                }

                @Override
                public void closed(OptionalInt code, String reason) {}
            },
            problem -> {
                throw new AssertionError(problem);
            });

    RelayAllocationTest() {
        relays.add(batch -> lines += batch.size());
    }
}
