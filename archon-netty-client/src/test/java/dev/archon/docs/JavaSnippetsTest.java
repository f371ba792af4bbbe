package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of Java in the pages compiles, without a warning. */
class JavaSnippetsTest {

    /** Libraries of embedders that only snippets need; the build puts them there. */
    private static final Path LIBRARIES = Path.of("target/libraries-of-snippets");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Shared, since it keeps the libraries open: there are many more of them than of snippets. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, Locale.ROOT, null);

    @TempDir
    private Path output;

    @AfterAll
    static void close() throws IOException {
        FILES.close();
    }

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path page : Pages.all().toList()) {
            if (Pages.blocks(page).stream().anyMatch(block -> block.language().equals("java"))) {
                pages.add(page);
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theSnippetsOfThePageCompile(Path page) throws IOException {
        assertEquals(List.of(), problems(Pages.blocks(page)));
    }

    @Test
    void whatDoesNotCompileIsToldWithItsLine() throws IOException {
        List<CodeBlock> blocks = CodeBlock.in("page.md", """
                Text.

                ```java
                server.connect().join();
                server.conect();
                ```

                ```java
                import java.util.zip.Deflater;

                record Own(Deflater deflater) {
                    int wrong() {
                        return deflater;
                    }
                }
                ```

                ```java
                @Test
                void member() {
                    missing();
                }
                ```

                ```java
                new Thread(() -> {}).stop();
                ```
                """);
        List<String> problems = problems(blocks);
        assertEquals(4, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith("page.md:5: cannot find symbol"), problems::toString);
        assertTrue(problems.get(1).startsWith("page.md:13: incompatible types"), problems::toString);
        assertTrue(problems.get(2).startsWith("page.md:21: cannot find symbol"), problems::toString);
        assertTrue(problems.get(3).startsWith("page.md:26: "), problems::toString);
        assertTrue(problems.get(3).contains("deprecated"), problems::toString);
    }

    /** The compiler's errors and warnings; those of different blocks do not hide each other. */
    private List<String> problems(List<CodeBlock> blocks) throws IOException {
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (CodeBlock block : blocks) {
            if (block.language().equals("java")) {
                problems.addAll(problems(new JavaSnippet(block, ++number)));
            }
        }
        return problems;
    }

    private List<String> problems(JavaSnippet snippet) throws IOException {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        COMPILER.getTask(
                        null,
                        FILES,
                        found,
                        List.of(
                                "-proc:none",
                                "-Xlint:deprecation,removal,rawtypes,unchecked",
                                "-cp",
                                classPath(),
                                "-d",
                                output.toString()),
                        null,
                        List.of(new Source(snippet)))
                .call();
        return found.getDiagnostics().stream()
                .filter(problem -> problem.getKind() != Diagnostic.Kind.NOTE)
                .map(problem -> snippet.block().page() + ":" + snippet.lineInPage(problem.getLineNumber()) + ": "
                        + problem.getMessage(Locale.ROOT))
                .toList();
    }

    private static String classPath() throws IOException {
        assertTrue(Files.isDirectory(LIBRARIES), LIBRARIES + " is missing; mvn generate-test-resources makes it");
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            jars.forEach(jar -> path.append(File.pathSeparator).append(jar));
        }
        return path.toString();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(JavaSnippet snippet) {
            super(URI.create("string:///" + snippet.packageName() + "/Snippet.java"), Kind.SOURCE);
            this.text = snippet.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, @Nullable Kind kind) {
            return true;
        }
    }
}
