package dev.archon.simulator.conformance;

import java.util.List;

/**
 * A verdict with its reasons.
 *
 * @param verdict how well the client did
 * @param evidence what was seen, in whole sentences; the reasons for the verdict first; never empty
 */
public record Judgement(Verdict verdict, List<String> evidence) {

    /** Copies the evidence and checks that there is some. */
    public Judgement {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a verdict needs evidence");
        }
    }
}
