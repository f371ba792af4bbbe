package dev.archon.simulator.internal.server;

import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Side;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Writes what clients do at one server into the journal, with the server's id and the simulated time. Belongs to the
 * server's loop.
 */
final class ServerJournal {

    private final String server;
    private final VirtualScheduler agenda;
    private final Consumer<JournalEntry> journal;
    private volatile boolean muted;

    ServerJournal(String server, VirtualScheduler agenda, Consumer<JournalEntry> journal) {
        this.server = server;
        this.agenda = agenda;
        this.journal = journal;
    }

    /** Writes nothing more. May be called from any thread. */
    void mute() {
        muted = true;
    }

    private void add(JournalEntry entry) {
        if (!muted) {
            journal.accept(entry);
        }
    }

    /** A call for credentials was answered with a status; 0 stands for no answer. */
    void tokenCall(int status) {
        add(new JournalEntry.TokenCall(agenda.now(), server, status));
    }

    void power(PowerAction action) {
        add(new JournalEntry.Power(agenda.now(), server, action));
    }

    /** A WebSocket handshake was answered with a status; 0 stands for no answer. */
    void handshake(int status) {
        add(new JournalEntry.Handshake(agenda.now(), server, status));
    }

    void auth(boolean accepted, String detail) {
        add(new JournalEntry.Auth(agenda.now(), server, accepted, detail));
    }

    void command(String text) {
        add(new JournalEntry.Command(agenda.now(), server, shortened(text)));
    }

    void ping(int bytes) {
        add(new JournalEntry.Ping(agenda.now(), server, bytes));
    }

    void pong(int bytes) {
        add(new JournalEntry.Pong(agenda.now(), server, bytes));
    }

    void unreadable(String problem) {
        add(new JournalEntry.Unreadable(agenda.now(), server, shortened(problem)));
    }

    void closed(Side by, OptionalInt code, String reason) {
        add(new JournalEntry.Closed(agenda.now(), server, by, code, reason));
    }

    /** The journal keeps many entries, and the client decides how long a text is. */
    private static String shortened(String text) {
        return text.length() <= JournalEntry.MAX_TEXT ? text : text.substring(0, JournalEntry.MAX_TEXT) + "...";
    }
}
