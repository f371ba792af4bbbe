package dev.archon.simulator.internal.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.journal.Journal;
import dev.archon.simulator.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EntryLogTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final EntryLog journal = new EntryLog();

    @Test
    void aWaitSeesWhatWasThereAndWhatComes() throws Exception {
        add("one");
        CompletableFuture<List<JournalEntry.Command>> wait = waitFor(3);
        add("two");
        add("three");

        assertEquals(
                List.of("one", "two", "three"),
                wait.get(20, TimeUnit.SECONDS).stream()
                        .map(JournalEntry.Command::text)
                        .toList());
    }

    @Test
    void aWaitDoesNotCountWhatWasForgotten() throws Exception {
        add("one");
        CompletableFuture<List<JournalEntry.Command>> wait = waitFor(2);
        journal.clear();
        add("two");
        add("three");

        assertEquals(
                List.of("two", "three"),
                wait.get(20, TimeUnit.SECONDS).stream()
                        .map(JournalEntry.Command::text)
                        .toList());
    }

    @Test
    void aWaitSurvivesThatTheOldestEntriesAreDropped() throws Exception {
        for (int i = 0; i < Journal.LIMIT; i++) {
            add("early");
        }
        CompletableFuture<List<JournalEntry.Command>> wait = waitFor(Journal.LIMIT + 2);
        add("late");
        add("last");

        List<JournalEntry.Command> found = wait.get(20, TimeUnit.SECONDS);
        assertEquals("last", found.get(found.size() - 1).text());
        assertEquals(Journal.LIMIT, journal.entries().size());
    }

    @Test
    void aWaitInVainNamesWhatItFound() {
        add("one");

        AssertionError error = assertThrows(
                AssertionError.class,
                () -> journal.await(JournalEntry.Command.class, entry -> true, 2, Duration.ofMillis(10)));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains("2 Command entries that fit, found 1"), message);
        assertTrue(message.contains("text=one"), message);
    }

    /** Begins a wait that has looked at everything that is there by now. */
    private CompletableFuture<List<JournalEntry.Command>> waitFor(int count) throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<List<JournalEntry.Command>> wait = CompletableFuture.supplyAsync(() -> journal.await(
                JournalEntry.Command.class,
                entry -> {
                    looked.countDown();
                    return true;
                },
                count,
                SOON));
        looked.await();
        return wait;
    }

    private void add(String text) {
        journal.add(new JournalEntry.Command(Instant.EPOCH, "demo", text));
    }
}
