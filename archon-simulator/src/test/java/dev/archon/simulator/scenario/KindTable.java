package dev.archon.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of kinds on the package's page. */
final class KindTable {

    private static final Pattern TABLE = Pattern.compile("<table>.*?</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr><td>.*?</td></tr>", Pattern.DOTALL);

    private KindTable() {}

    /** The rows of one of the tables of a page. */
    static List<String> rowsIn(String page, int table) {
        Matcher tables = TABLE.matcher(page);
        for (int i = 0; i <= table; i++) {
            if (!tables.find()) {
                return List.of();
            }
        }
        List<String> rows = new ArrayList<>();
        Matcher row = ROW.matcher(tables.group());
        while (row.find()) {
            rows.add(row.group());
        }
        return rows;
    }

    /** The rows that a table of kinds must have. */
    static List<String> rows(List<Kind> kinds) {
        return kinds.stream().map(KindTable::row).toList();
    }

    private static String row(Kind kind) {
        String fields = kind.parameters().stream().map(KindTable::field).collect(Collectors.joining("<br>"));
        String summary = kind.summary().substring(0, kind.summary().length() - 1);
        return "<tr><td>{@code " + kind.name() + "}</td><td>" + summary + "</td><td>" + fields + "</td></tr>";
    }

    private static String field(Parameter parameter) {
        StringBuilder out = new StringBuilder("{@code " + parameter.name() + "}: " + parameter.summary());
        if (parameter.type() == Parameter.Type.OPTIONS) {
            out.append(", a list of <code>{\"weight\": 1, \"steps\": [...]}</code>");
        }
        if (!parameter.choices().isEmpty()) {
            out.append("; one of ");
            out.append(parameter.choices().stream()
                    .map(choice -> "{@code " + choice + "}")
                    .collect(Collectors.joining(", ")));
        }
        List<String> notes = new ArrayList<>();
        parameter.fallback().ifPresent(text -> notes.add("{@code " + (text.isEmpty() ? "\"\"" : text) + "} if absent"));
        if (parameter.least().isPresent() && parameter.least().getAsInt() != Integer.MIN_VALUE) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d to %,d",
                    parameter.least().getAsInt(),
                    parameter.most().orElseThrow()));
        }
        return notes.isEmpty() ? out.toString() : out + " (" + String.join("; ", notes) + ")";
    }
}
