package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of the project's pages. {@code .ci/links} mends those to files that have moved. */
class LinksTest {

    /** A link in the text, or in a definition at the end of the page. */
    private static final Pattern INLINE = Pattern.compile("(?:]\\(|src(?:set)?=\")([^)\\s\"]+)");

    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^]]+)]: (\\S+)$");
    private static final Pattern REFERENCE = Pattern.compile("\\[([A-Z]\\w+)](?![(:])");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    static Stream<Path> pages() throws IOException {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String link : links(text(page))) {
            String file = link.replaceFirst("#.*", "");
            Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
            if (!Files.exists(Pages.ROOT.resolve(target))) {
                dead.add(link + " (" + whereItIs(target) + ")");
            } else if (link.contains("#") && !anchors(text(target)).contains(link.substring(link.indexOf('#') + 1))) {
                dead.add(link + " (no such heading)");
            }
        }
        assertEquals(List.of(), dead);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aLinkToAClassIsNamedAfterIt(Path page) throws IOException {
        String text = text(page);
        List<String> defined = new ArrayList<>();
        for (MatchResult definition : all(DEFINITION, text)) {
            defined.add(definition.group(1));
            String target = definition.group(2);
            if (target.endsWith(".java")) {
                assertEquals(
                        definition.group(1) + ".java",
                        String.valueOf(Path.of(target).getFileName()));
            }
        }
        Set<String> used =
                all(REFERENCE, text).stream().map(link -> link.group(1)).collect(Collectors.toSet());
        assertEquals(Set.copyOf(defined), used, "defined below, and used above");
    }

    @Test
    void aStrangersQuestionsHaveOneLinkEach() throws IOException {
        String text = text(Path.of("CONTRIBUTING.md"));
        List<String> rows = text.substring(text.indexOf("### Eight questions"))
                .lines()
                .filter(line -> line.startsWith("|") && line.contains("?"))
                .collect(Collectors.toList());
        assertEquals(8, rows.size());
        for (String row : rows) {
            String answer = row.split("\\|", -1)[2].strip();
            assertTrue(answer.matches("\\[\\w+](\\([^)]*\\))?"), row);
        }
    }

    private static List<String> links(String text) {
        return Stream.concat(
                        all(INLINE, text).stream().map(link -> link.group(1)),
                        all(DEFINITION, text).stream().map(link -> link.group(2)))
                .filter(link -> URI.create(link).getScheme() == null)
                .collect(Collectors.toList());
    }

    /** What GitHub makes of headings. */
    private static Set<String> anchors(String text) {
        return all(HEADING, text).stream()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String whereItIs(Path missing) throws IOException {
        List<String> found = Pages.files().stream()
                .filter(file -> file.getFileName().equals(missing.getFileName()))
                .map(file -> Pages.ROOT.relativize(file).toString())
                .collect(Collectors.toList());
        return found.isEmpty() ? "no file has that name" : "now " + found;
    }

    /** The page without its code, in which brackets are no links. */
    private static String text(Path page) throws IOException {
        return CODE.matcher(Files.readString(Pages.ROOT.resolve(page))).replaceAll("");
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().collect(Collectors.toList());
    }
}
