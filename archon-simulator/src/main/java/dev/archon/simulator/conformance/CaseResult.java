package dev.archon.simulator.conformance;

import java.util.List;

/**
 * The result of one case.
 *
 * @param given the case
 * @param journal what was seen
 * @param judgement what the judge says of it
 * @param output what the client printed last, without tokens
 */
public record CaseResult(ConformanceCase given, CaseJournal journal, Judgement judgement, List<String> output) {

    /** Copies the output. */
    public CaseResult {
        output = List.copyOf(output);
    }

    /**
     * Judges a journal.
     *
     * @param given the case
     * @param journal what was seen
     * @param output what the client printed last, without tokens
     * @return the result
     */
    public static CaseResult of(ConformanceCase given, CaseJournal journal, List<String> output) {
        return new CaseResult(given, journal, given.judge().apply(journal), output);
    }

    /**
     * Returns the verdict.
     *
     * @return how well the client did
     */
    public Verdict verdict() {
        return judgement.verdict();
    }
}
