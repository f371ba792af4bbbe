package dev.archon.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The messages that a troubleshooting guide explains, which stand as code in the first cells of its tables.
 *
 * @param page the guide
 */
record MessageTable(Path page) {

    private static final Pattern ENTRY = Pattern.compile("`([^`\n]+)`");

    /** Of these messages those that the page does not have, each with its place. */
    List<String> missing(Map<String, String> messages) throws IOException {
        String entries = entries(Files.readString(page)).stream().collect(Collectors.joining("\n"));
        return messages.entrySet().stream()
                .filter(message -> !entries.contains(message.getKey()))
                .map(message -> message.getValue() + ": " + message.getKey())
                .toList();
    }

    /** The entries of the page that are none of these messages. */
    List<String> gone(Map<String, String> messages) throws IOException {
        return entries(firstCells()).stream()
                .filter(entry -> messages.keySet().stream().noneMatch(entry::contains))
                .toList();
    }

    private static List<String> entries(String text) {
        return ENTRY.matcher(text)
                .results()
                .map((MatchResult entry) -> entry.group(1))
                .toList();
    }

    private String firstCells() throws IOException {
        return Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ", 2)))
                .collect(Collectors.joining("\n"));
    }
}
