package dev.archon.simulator.internal.journal;

import dev.archon.simulator.journal.Journal;
import dev.archon.simulator.journal.JournalEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The journal of a simulator, with a number for every entry. May be used from any thread. */
public final class EntryLog implements Journal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private long dropped;
    private int clearings;
    private long cleared;

    /** Makes an empty journal. */
    public EntryLog() {}

    /**
     * An entry with its number.
     *
     * @param index its place among all entries that there have ever been, from 1
     * @param entry the entry
     */
    public record Numbered(long index, JournalEntry entry) {}

    /**
     * A part of the journal.
     *
     * @param entries the entries, oldest first
     * @param next the index after which the next part starts
     * @param missed how many entries after the index asked for are not kept any more
     */
    public record Page(List<Numbered> entries, long next, long missed) {

        /**
         * Copies the entries.
         *
         * @param entries the entries, oldest first
         * @param next the index after which the next part starts
         * @param missed how many entries after the index asked for are not kept any more
         */
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Adds an entry, and removes the oldest if there are {@value Journal#LIMIT}.
     *
     * @param entry the entry
     */
    public void add(JournalEntry entry) {
        lock.lock();
        try {
            if (entries.size() == LIMIT) {
                entries.removeFirst();
                dropped++;
            }
            entries.addLast(entry);
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<JournalEntry> entries() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends JournalEntry> List<T> entries(Class<T> kind) {
        return matching(kind, entry -> true).toList();
    }

    /**
     * The index of the newest entry.
     *
     * @return the index; 0 if there has never been an entry
     */
    public long next() {
        lock.lock();
        try {
            return cleared + dropped + entries.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The entries after an index that fit.
     *
     * @param after the index; 0 for all
     * @param limit how many at most, above 0
     * @param fits the condition for entries
     * @return the part of the journal
     */
    public Page page(long after, int limit, Predicate<? super JournalEntry> fits) {
        lock.lock();
        try {
            long forgotten = cleared + dropped;
            long index = forgotten;
            List<Numbered> found = new ArrayList<>();
            for (JournalEntry entry : entries) {
                index++;
                if (index > after && fits.test(entry)) {
                    found.add(new Numbered(index, entry));
                    if (found.size() == limit) {
                        break;
                    }
                }
            }
            return new Page(found, Math.max(index, after), Math.max(0, forgotten - after));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            cleared += dropped + entries.size();
            entries.clear();
            dropped = 0;
            clearings++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public JournalEntry.Command awaitCommand(String server, String text, Duration limit) {
        return await(
                JournalEntry.Command.class,
                entry -> entry.server().equals(server) && bare(entry.text()).equals(bare(text)),
                limit);
    }

    @Override
    public <T extends JournalEntry> T await(Class<T> kind, Predicate<? super T> fits, Duration limit) {
        return await(kind, fits, 1, limit).get(0);
    }

    @Override
    public <T extends JournalEntry> List<T> await(Class<T> kind, Predicate<? super T> fits, int count, Duration limit) {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            List<T> found = new ArrayList<>();
            long seen = 0;
            int since = clearings;
            while (true) {
                if (since != clearings) {
                    found.clear();
                    seen = 0;
                    since = clearings;
                }
                // Only what is new, so that a wait does not hold up servers on which thousands of clients are busy.
                long all = dropped + entries.size();
                for (JournalEntry entry : newest(all - seen)) {
                    if (kind.isInstance(entry) && fits.test(kind.cast(entry))) {
                        found.add(kind.cast(entry));
                    }
                }
                seen = all;
                if (found.size() >= count) {
                    return List.copyOf(found);
                }
                if (nanos <= 0) {
                    throw new AssertionError("waited " + limit.toMillis() + " ms for " + count + " "
                            + kind.getSimpleName() + " entries that fit, found " + found.size() + ". " + this);
                }
                nanos = added.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + kind.getSimpleName() + ". " + this, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        lock.lock();
        try {
            long hidden = dropped + Math.max(0, entries.size() - 100);
            String head = hidden == 0 ? "Journal:" : "Journal, after " + hidden + " earlier entries:";
            return entries.isEmpty()
                    ? "The journal is empty."
                    : entries.stream()
                            .skip(Math.max(0, entries.size() - 100))
                            .map(Object::toString)
                            .collect(Collectors.joining("\n  ", head + "\n  ", ""));
        } finally {
            lock.unlock();
        }
    }

    /** Returns at most the given number of the last entries, oldest first. */
    private List<JournalEntry> newest(long count) {
        int wanted = (int) Math.min(count, entries.size());
        List<JournalEntry> newest = new ArrayList<>(wanted);
        for (Iterator<JournalEntry> last = entries.descendingIterator(); newest.size() < wanted; ) {
            newest.add(last.next());
        }
        Collections.reverse(newest);
        return newest;
    }

    private <T extends JournalEntry> Stream<T> matching(Class<T> kind, Predicate<? super T> fits) {
        return entries().stream().filter(kind::isInstance).map(kind::cast).filter(fits);
    }

    private static String bare(String command) {
        return command.startsWith("/") ? command.substring(1) : command;
    }
}
