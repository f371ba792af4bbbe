package dev.archon.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What clients did, in the order in which it happened. Keeps the last {@value #LIMIT} entries.
 *
 * <p>The waits look at the whole journal: what has happened already counts. They may be called from any thread.
 *
 * <pre>{@code
 * client.command("say hi");
 * sim.journal().awaitCommand("demo", "say hi", Duration.ofSeconds(5));
 * }</pre>
 */
public final class Journal {

    /** How many entries are kept. */
    public static final int LIMIT = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private long dropped;
    private long cleared;

    Journal() {}

    /**
     * An entry with its number.
     *
     * @param index its place among all entries that there have ever been, from 1
     * @param entry the entry
     */
    record Numbered(long index, JournalEntry entry) {}

    /**
     * A part of the journal.
     *
     * @param entries the entries, oldest first
     * @param next the index after which the next part begins
     * @param missed how many entries after the index asked for are not kept any more
     */
    record Page(List<Numbered> entries, long next, long missed) {}

    void add(JournalEntry entry) {
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

    /**
     * Everything that is kept.
     *
     * @return a copy, oldest first
     */
    public List<JournalEntry> entries() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The entries of one kind.
     *
     * @param kind the kind, for example {@code JournalEntry.TokenCall.class}
     * @param <T> the kind
     * @return a copy, oldest first
     */
    public <T extends JournalEntry> List<T> entries(Class<T> kind) {
        return matching(kind, entry -> true).toList();
    }

    /** The index of the newest entry; 0 if there has never been one. */
    long next() {
        lock.lock();
        try {
            return cleared + dropped + entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** The entries after an index that fit, so many at most. */
    Page page(long after, int limit, Predicate<? super JournalEntry> fits) {
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
            return new Page(List.copyOf(found), Math.max(index, after), Math.max(0, forgotten - after));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything, so that later waits see only what comes after. */
    public void clear() {
        lock.lock();
        try {
            cleared += dropped + entries.size();
            entries.clear();
            dropped = 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a command, with or without its slash.
     *
     * @param server the server's id
     * @param text the line
     * @param limit how long to wait at most
     * @return the first such entry
     * @throws AssertionError if it does not come in time; the text shows the journal
     */
    public JournalEntry.Command awaitCommand(String server, String text, Duration limit) {
        return await(
                JournalEntry.Command.class,
                entry -> entry.server().equals(server) && bare(entry.text()).equals(bare(text)),
                limit);
    }

    /**
     * Waits for the first entry of a kind that fits.
     *
     * @param kind the kind, for example {@code JournalEntry.Auth.class}
     * @param fits what it must be like
     * @param limit how long to wait at most
     * @param <T> the kind
     * @return the entry
     * @throws AssertionError if it does not come in time; the text shows the journal
     */
    public <T extends JournalEntry> T await(Class<T> kind, Predicate<? super T> fits, Duration limit) {
        return await(kind, fits, 1, limit).get(0);
    }

    /**
     * Waits until there are so many entries of a kind that fit.
     *
     * @param kind the kind, for example {@code JournalEntry.TokenCall.class}
     * @param fits what they must be like
     * @param count how many there must be, at least
     * @param limit how long to wait at most
     * @param <T> the kind
     * @return all that fit by then, oldest first
     * @throws AssertionError if they do not come in time; the text shows the journal
     */
    public <T extends JournalEntry> List<T> await(Class<T> kind, Predicate<? super T> fits, int count, Duration limit) {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                List<T> found = matching(kind, fits).toList();
                if (found.size() >= count) {
                    return found;
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

    /** Shows the last hundred entries, one a line. */
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

    private <T extends JournalEntry> Stream<T> matching(Class<T> kind, Predicate<? super T> fits) {
        return entries().stream().filter(kind::isInstance).map(kind::cast).filter(fits);
    }

    private static String bare(String command) {
        return command.startsWith("/") ? command.substring(1) : command;
    }
}
