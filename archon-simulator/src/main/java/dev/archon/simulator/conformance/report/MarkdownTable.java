package dev.archon.simulator.conformance.report;

import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The verdicts of several clients side by side, as Markdown. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /**
     * Writes a table.
     *
     * @param cases the rows
     * @param columns the verdicts of each client
     * @return the lines of the table
     */
    public static List<String> lines(List<ConformanceCase> cases, List<JsonReport.Verdicts> columns) {
        List<String> lines = new ArrayList<>();
        lines.add(row("case", columns.stream().map(JsonReport.Verdicts::client).toList()));
        lines.add("|---|" + "---|".repeat(columns.size()));
        for (ConformanceCase one : cases) {
            lines.add(row(
                    "`" + one.id() + "` " + one.title(),
                    columns.stream()
                            .map(column -> text(column.verdicts().getOrDefault(one.id(), Verdict.NOT_SEEN)))
                            .toList()));
        }
        lines.add(row("", columns.stream().map(MarkdownTable::summary).toList()));
        return lines;
    }

    private static String text(Verdict verdict) {
        return verdict == Verdict.FAIL ? "**fail**" : verdict.word();
    }

    private static String summary(JsonReport.Verdicts column) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> column.verdicts().containsValue(verdict))
                .map(verdict -> column.verdicts().values().stream()
                                .filter(verdict::equals)
                                .count() + " " + verdict.word())
                .collect(Collectors.joining(", "));
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }
}
