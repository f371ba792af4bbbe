package dev.archon.simulator.conformance;

import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One thing that a client has to do.
 *
 * @param id its name on the command line
 * @param title what it is about, in a few words
 * @param server what the server does
 * @param client what a good client does
 * @param source where that is written
 * @param stage what the simulated server is like
 * @param before what the kit does before the client is started
 * @param script what the kit does after the client was started
 * @param limit how long it takes at most
 * @param judge tells the verdict, a pure function of the journal
 */
public record ConformanceCase(
        String id,
        String title,
        String server,
        String client,
        String source,
        Stage stage,
        List<CaseStep> before,
        List<CaseStep> script,
        Duration limit,
        Function<CaseJournal, Judgement> judge) {

    /** Copies the lists. */
    public ConformanceCase {
        before = List.copyOf(before);
        script = List.copyOf(script);
    }

    /**
     * Describes the simulated server.
     *
     * @param traffic how much goes on by itself
     * @param historyLines how many lines a client is sent again after {@code auth-ok}
     * @param historyChunk how many of them come in one message
     */
    public record Stage(Traffic traffic, int historyLines, int historyChunk) {

        /** Nothing goes on by itself, and there are few lines to replay. */
        static final Stage QUIET = new Stage(Traffic.SILENT, 20, 1);
    }
}
