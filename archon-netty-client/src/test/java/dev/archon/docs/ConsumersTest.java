package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show to embedders stands in the projects that {@code .ci/consumers} builds and runs. */
class ConsumersTest {

    private static final Path PROJECTS = Path.of("src/it");
    private static final String SOURCES = "src/main/java/com/example/panel/";

    private static final Pattern OWN_VERSION =
            Pattern.compile("<artifactId>archon-parent</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern USED_VERSION = Pattern.compile(
            "<groupId>dev\\.archon</groupId>\\s*<artifactId>[^<]+</artifactId>\\s*<version>([^<]+)</version>"
                    + "|<argument>(\\d+\\.[^<]+)</argument>");

    @ParameterizedTest
    @CsvSource({
        "README.md, .connect().join(), class-path/" + SOURCES + "Panel.java",
        "README.md, <artifactId>archon-netty-client</artifactId>, class-path/pom.xml",
        "archon-netty-client/docs/embedding.md, class ArchonConfiguration, spring-boot-4/" + SOURCES
                + "ArchonConfiguration.java",
        "archon-netty-client/docs/embedding.md, class ConsoleController, spring-boot-4/" + SOURCES
                + "ConsoleController.java",
        "archon-netty-client/docs/embedding.md, <netty.version>, spring-boot-3/pom.xml",
        "archon-netty-client/docs/embedding.md, jackson-annotations, spring-boot-3/pom.xml",
        "archon-netty-client/docs/embedding.md, JdkFlowAdapter, reactor/src/test/java/com/example/panel/FluxTest.java",
    })
    void theSnippetIsThatOfTheProject(String page, String known, String file) throws IOException {
        CodeBlock block = Pages.blocks(Path.of(page)).stream()
                .filter(any -> List.of("java", "xml").contains(any.language())
                        && any.text().contains(known))
                .findFirst()
                .orElseThrow(() -> new AssertionError(page + " shows no " + known));
        String project = Files.readString(PROJECTS.resolve(file));
        assertEquals(List.of(), missing(imports(block.text()), imports(project)), file);
        assertTrue(code(project).contains(code(block.text())), () -> file + " differs from " + block);
    }

    /** Spring Boot 3 has its own names for what health is, and nothing else is different. */
    @ParameterizedTest
    @CsvSource({"Panel.java", "ArchonConfiguration.java", "ConsoleController.java"})
    void bothGenerationsOfSpringBootHaveTheSameProgram(String file) throws IOException {
        String newer = Files.readString(PROJECTS.resolve("spring-boot-4").resolve(SOURCES + file));
        String older = Files.readString(PROJECTS.resolve("spring-boot-3").resolve(SOURCES + file));
        assertEquals(
                newer.replace(
                        "org.springframework.boot.health.contributor.", "org.springframework.boot.actuate.health."),
                older);
    }

    @Test
    void theProjectsUseTheVersionThatIsBuilt() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        List<Path> poms;
        try (Stream<Path> folders = Files.list(PROJECTS)) {
            poms = folders.map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
        assertFalse(poms.isEmpty());
        for (Path pom : poms) {
            USED_VERSION
                    .matcher(Files.readString(pom))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .forEach(used::add);
        }
        String own = OWN_VERSION
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertEquals(new TreeSet<>(List.of(own)), used);
    }

    @Test
    void eachProjectIsBuilt() throws IOException {
        String all = Files.readString(PROJECTS.resolve("pom.xml"));
        try (Stream<Path> poms = Files.walk(PROJECTS, 2)) {
            assertEquals(
                    List.of(),
                    poms.filter(file -> file.endsWith("pom.xml") && !file.equals(PROJECTS.resolve("pom.xml")))
                            .map(pom -> String.valueOf(PROJECTS.relativize(pom).getParent()))
                            .filter(project -> !all.contains("<module>" + project + "</module>"))
                            .toList());
        }
    }

    private static List<String> imports(String text) {
        return text.lines().filter(line -> line.startsWith("import ")).toList();
    }

    private static List<String> missing(List<String> wanted, List<String> there) {
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    /** The lines without imports and indentation. */
    private static String code(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("import "))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
