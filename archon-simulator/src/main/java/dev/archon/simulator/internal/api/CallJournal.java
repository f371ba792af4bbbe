package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.server.ServerClock;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import java.util.function.Consumer;

/** Writes REST calls into the journal, shortened and without secrets. */
final class CallJournal {

    private final ServerClock clock;
    private final Consumer<JournalEntry> journal;

    CallJournal(ServerClock clock, Consumer<JournalEntry> journal) {
        this.clock = clock;
        this.journal = journal;
    }

    void record(ApiRequest request, Outcome outcome) {
        record(request, outcome.server(), outcome.answer().status(), outcome.answerer(), outcome.detail());
    }

    void record(ApiRequest request, String server, int status, Answerer answerer, String detail) {
        CallSecrets secrets = new CallSecrets(request.headers());
        journal.accept(new JournalEntry.Call(
                clock.now(),
                server,
                request.method(),
                shortened(secrets.address(request.address())),
                secrets.headers(request.headers()),
                shortened(secrets.body(request.body())),
                status,
                answerer,
                shortened(detail)));
    }

    private static String shortened(String text) {
        int most = JournalEntry.Call.MAX_BODY;
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}
