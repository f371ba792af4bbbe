package dev.archon.simulator.cli;

import dev.archon.simulator.conformance.Verdict;
import picocli.CommandLine.Help.Ansi;

/**
 * Colours the verdicts with which the lines of a report begin.
 *
 * @param ansi whether there are colours
 */
record VerdictColours(Ansi ansi) {

    String line(String line) {
        for (Verdict verdict : Verdict.values()) {
            String word = verdict.word();
            if (line.startsWith(word + " ")) {
                return ansi.string("@|" + colour(verdict) + " " + word + "|@") + line.substring(word.length());
            }
        }
        return line;
    }

    private static String colour(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "green";
            case WEAK -> "yellow";
            case FAIL -> "red";
            case NOT_SEEN -> "faint";
        };
    }
}
