package dev.archon.simulator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines of shell blocks in a page, and their words. */
final class ShellLine {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    private ShellLine() {}

    /** The lines of all shell blocks of a page. */
    static List<String> in(String page) {
        return BLOCK.matcher(page)
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The words of a line, without their quotes. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (MatchResult word : WORD.matcher(line).results().toList()) {
            words.add(word.group().replaceAll("['](.*?)[']|[\"](.*?)[\"]", "$1$2"));
        }
        return words;
    }
}
