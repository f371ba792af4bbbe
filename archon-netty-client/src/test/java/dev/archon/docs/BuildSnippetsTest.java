package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The coordinates and the Maven commands of the pages are those of the build. */
class BuildSnippetsTest {

    private static final Pattern OWN_VERSION =
            Pattern.compile("<artifactId>archon-parent</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>dev\\.archon</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)(mvn(?: [^`\n]*)?)");
    private static final Pattern PROFILE = Pattern.compile("-P([\\w-]+)");
    private static final Pattern MODULES = Pattern.compile("-pl ([\\w,/-]+)");
    private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");

    static Stream<Path> pages() throws IOException {
        return Pages.all();
    }

    @Test
    void coordinatesAreThoseOfTheBuild() throws IOException {
        Set<String> artifacts = Pages.files().stream()
                .filter(file -> file.endsWith("pom.xml"))
                .map(BuildSnippetsTest::ownArtifact)
                .collect(Collectors.toSet());
        String version = found(OWN_VERSION, text(Path.of("pom.xml"))).get(0).group(1);
        List<MatchResult> shown = new ArrayList<>();
        for (Path page : Pages.all().toList()) {
            for (CodeBlock block : Pages.blocks(page)) {
                if (block.language().equals("xml")) {
                    shown.addAll(found(DEPENDENCY, block.text()));
                }
            }
        }
        assertFalse(shown.isEmpty());
        shown.forEach(dependency -> {
            assertEquals(version, dependency.group(2));
            assertTrue(artifacts.contains(dependency.group(1)), dependency.group(1));
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void mavenCommandsNameProfilesModulesAndTestsThatExist(Path page) throws IOException {
        String poms = Pages.files().stream()
                .filter(file -> file.endsWith("pom.xml"))
                .map(BuildSnippetsTest::read)
                .collect(Collectors.joining());
        Set<String> sources = Pages.files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        for (MatchResult command : found(COMMAND, text(page))) {
            String line = command.group(1);
            found(PROFILE, line).stream()
                    .filter(profile -> !poms.contains("<id>" + profile.group(1) + "</id>"))
                    .forEach(profile -> wrong.add(line + ": no profile " + profile.group(1)));
            found(MODULES, line).stream()
                    .flatMap(modules -> Stream.of(modules.group(1).split(",")))
                    .filter(module -> !Files.exists(Pages.ROOT.resolve(module).resolve("pom.xml")))
                    .forEach(module -> wrong.add(line + ": no module " + module));
            found(TEST, line).stream()
                    .filter(test -> !sources.contains(test.group(1) + ".java"))
                    .forEach(test -> wrong.add(line + ": no test " + test.group(1)));
        }
        assertEquals(List.of(), wrong);
    }

    private static String ownArtifact(Path pom) {
        String text = read(pom).replaceAll("(?s)<parent>.*?</parent>", "");
        return found(Pattern.compile("<artifactId>([^<]+)</artifactId>"), text)
                .get(0)
                .group(1);
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String text(Path page) throws IOException {
        return Files.readString(Pages.ROOT.resolve(page));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
