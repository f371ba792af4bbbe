package dev.archon.simulator.conformance.report;

import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.Judgement;
import dev.archon.simulator.conformance.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The verdicts of several clients side by side, as Markdown. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /**
     * Writes a table, and below it the evidence for what is not passed.
     *
     * @param cases the rows
     * @param columns what is said of each client
     * @return the lines
     */
    public static List<String> lines(List<ConformanceCase> cases, List<JsonReport.Column> columns) {
        List<String> lines = new ArrayList<>();
        lines.add(row("case", columns.stream().map(JsonReport.Column::client).toList()));
        lines.add("|---|" + "---|".repeat(columns.size()));
        for (ConformanceCase one : cases) {
            lines.add(row(
                    "`" + one.id() + "` " + one.title(),
                    columns.stream().map(column -> text(verdict(column, one))).toList()));
        }
        lines.add(row("", columns.stream().map(column -> summary(cases, column)).toList()));
        for (JsonReport.Column column : columns) {
            lines.add("");
            lines.add("What was seen of " + column.client() + " where it did not pass:");
            lines.add("");
            cases.stream()
                    .filter(one -> verdict(column, one) != Verdict.PASS)
                    .forEach(one -> lines.add("- `" + one.id() + "` " + evidence(column, one)));
        }
        return lines;
    }

    private static Verdict verdict(JsonReport.Column column, ConformanceCase one) {
        Judgement judgement = column.judgements().get(one.id());
        return judgement == null ? Verdict.NOT_SEEN : judgement.verdict();
    }

    private static String evidence(JsonReport.Column column, ConformanceCase one) {
        Judgement judgement = column.judgements().get(one.id());
        return judgement == null ? "(was not tried)" : String.join(" ", judgement.evidence());
    }

    /**
     * Reads a column of a table that {@link #lines} wrote.
     *
     * @param lines the lines of the table, and others, which are skipped
     * @param column the number of the client, counted from 1
     * @return the verdict of each case, by the case's name
     */
    public static Map<String, Verdict> read(List<String> lines, int column) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (String line : lines) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| `") && cells.length > column + 2) {
                String id = cells[1].substring(cells[1].indexOf('`') + 1, cells[1].lastIndexOf('`'));
                verdicts.put(id, Verdict.of(cells[column + 1].replace("*", "").strip()));
            }
        }
        return verdicts;
    }

    private static String text(Verdict verdict) {
        return verdict == Verdict.FAIL ? "**fail**" : verdict.word();
    }

    private static String summary(List<ConformanceCase> cases, JsonReport.Column column) {
        Map<Verdict, Long> counts = cases.stream()
                .collect(Collectors.groupingBy(
                        one -> verdict(column, one), () -> new EnumMap<>(Verdict.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }
}
