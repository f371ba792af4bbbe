package dev.archon.simulator.conformance.report;

import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as lines of text. */
public final class TextReport {

    private static final int OUTPUT_LINES = 15;

    private TextReport() {}

    /**
     * Returns one line for each case, followed by what is said against the client; then the output of the client in failed
     * cases; then the numbers of verdicts.
     *
     * @param results the results
     * @return the lines
     */
    public static List<String> lines(List<CaseResult> results) {
        int width = width(results.stream().map(CaseResult::given).toList());
        List<String> lines = new ArrayList<>();
        for (CaseResult result : results) {
            lines.add(line(result, width));
            if (result.verdict() != Verdict.PASS) {
                result.judgement().evidence().stream().skip(1).forEach(text -> lines.add(indent(width) + text));
            }
        }
        results.stream()
                .filter(result ->
                        result.verdict() == Verdict.FAIL && !result.output().isEmpty())
                .forEach(result -> {
                    lines.add("");
                    lines.add(
                            "What the client printed last in " + result.given().id() + ":");
                    List<String> output = result.output();
                    output.subList(Math.max(0, output.size() - OUTPUT_LINES), output.size())
                            .forEach(text -> lines.add("    " + text));
                });
        lines.add("");
        lines.add(summary(results));
        return lines.stream().map(TextReport::harmless).toList();
    }

    /**
     * Returns a line that tells one result.
     *
     * @param result the result
     * @param width how wide the names of cases are
     * @return the verdict, the name and the first piece of evidence
     */
    public static String line(CaseResult result, int width) {
        return harmless(String.format(
                Locale.ROOT,
                "%-8s  %-" + width + "s  %s",
                result.verdict().word(),
                result.given().id(),
                result.judgement().evidence().get(0)));
    }

    /**
     * Returns how wide the names of cases are.
     *
     * @param cases the cases
     * @return the length of the longest name; 1 at least
     */
    public static int width(List<ConformanceCase> cases) {
        return cases.stream().mapToInt(one -> one.id().length()).max().orElse(1);
    }

    /** Replaces control characters, which a client could steer the terminal with. */
    private static String harmless(String line) {
        return line.codePoints()
                .map(point -> Character.isISOControl(point) ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String indent(int width) {
        return " ".repeat(8 + 2 + width + 2);
    }

    /**
     * Returns how often each verdict was reached.
     *
     * @param results the results
     * @return for example {@code 20 pass, 1 weak, 0 fail, 2 not seen}
     */
    public static String summary(List<CaseResult> results) {
        return Arrays.stream(Verdict.values())
                .map(verdict -> results.stream()
                                .filter(result -> result.verdict() == verdict)
                                .count() + " " + verdict.word())
                .collect(Collectors.joining(", "));
    }
}
