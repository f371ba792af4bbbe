package dev.archon.simulator.journal;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What clients did, in the order in which it happened. Keeps the last {@value #LIMIT} entries. The simulator writes it;
 * there is nothing to implement.
 *
 * <p>The waits look at the whole journal: what has happened already counts. Every method may be called from any thread.
 *
 * <pre>{@code
 * client.command("say hi");
 * sim.journal().awaitCommand("demo", "say hi", Duration.ofSeconds(5));
 * }</pre>
 */
public interface Journal {

    /** How many entries are kept. */
    int LIMIT = 100_000;

    /**
     * Everything that is kept.
     *
     * @return a copy, oldest first
     */
    List<JournalEntry> entries();

    /**
     * The entries of one kind.
     *
     * @param kind the kind, for example {@code JournalEntry.TokenCall.class}
     * @param <T> the kind
     * @return a copy, oldest first
     */
    <T extends JournalEntry> List<T> entries(Class<T> kind);

    /** Removes every entry, so that later waits see only what comes after. */
    void clear();

    /**
     * Waits for a command, with or without its slash.
     *
     * @param server the server's id
     * @param text the line
     * @param limit how long to wait at most
     * @return the first such entry
     * @throws AssertionError if it does not come in time; the text shows the journal
     */
    JournalEntry.Command awaitCommand(String server, String text, Duration limit);

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
    <T extends JournalEntry> T await(Class<T> kind, Predicate<? super T> fits, Duration limit);

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
    <T extends JournalEntry> List<T> await(Class<T> kind, Predicate<? super T> fits, int count, Duration limit);

    /**
     * Shows the last hundred entries, one a line.
     *
     * @return the text
     */
    @Override
    String toString();
}
