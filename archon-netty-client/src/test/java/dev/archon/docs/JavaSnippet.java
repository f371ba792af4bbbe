package dev.archon.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A block of Java made into a source file. A block may be statements, members of a class that begin with an annotation, or
 * whole classes; it may begin with imports. Names of {@link Given} and classes of the packages below need no declaration.
 *
 * @param block the block
 * @param number of the block among all that are compiled together
 */
record JavaSnippet(CodeBlock block, int number) {

    /** What the project's modules export, and what a reader of Java knows. */
    private static final List<String> PACKAGES = List.of(
            "dev.archon.client",
            "dev.archon.protocol.backoff",
            "dev.archon.protocol.codec",
            "dev.archon.protocol.console",
            "dev.archon.protocol.event",
            "dev.archon.protocol.rest",
            "dev.archon.protocol.session",
            "dev.archon.simulator",
            "dev.archon.simulator.journal",
            "dev.archon.simulator.junit",
            "dev.archon.simulator.scenario",
            "io.micrometer.core.instrument",
            "java.net",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "org.junit.jupiter.api");

    private static final Pattern ANNOTATIONS =
            Pattern.compile("^(?:\\s*@[\\w.]+(?:\\((?:[^()\"]|\"[^\"]*\"|\\([^()]*\\))*\\))?\\s+)+");
    private static final Pattern TYPE = Pattern.compile(
            "^\\s*(?:(?:public|final|abstract|sealed|static)\\s+)*(?:class|record|interface|enum|@interface)\\s+\\w");

    String packageName() {
        return "snippet.n" + number;
    }

    /** The source; the block's lines stand in it as they are, from its first line on. */
    String source() {
        List<String> lines = block.text().lines().toList();
        long imports = lines.stream()
                .takeWhile(line -> line.isBlank() || line.startsWith("import "))
                .count();
        String body = joined(lines.subList((int) imports, lines.size()));
        String withoutAnnotations = ANNOTATIONS.matcher(body).replaceFirst("");
        String head = "package " + packageName() + "; " + onDemand() + joined(lines.subList(0, (int) imports));
        if (TYPE.matcher(withoutAnnotations).find()) {
            return head + body;
        }
        String wrapped = head + "abstract class Snippet extends dev.archon.docs.Given { "
                + "Snippet(dev.archon.docs.Given g) { super(null, null, null, null, null, null, null, null, null, null, "
                + "null, null); } ";
        return withoutAnnotations.equals(body)
                ? wrapped + "void snippet() throws Exception { " + body + "} }"
                : wrapped + body + "}";
    }

    /** The line of the page that a line of the source stands for. */
    long lineInPage(long line) {
        return block.line() + line - 1;
    }

    private static String onDemand() {
        return PACKAGES.stream().map(name -> "import " + name + ".*; ").collect(Collectors.joining());
    }

    private static String joined(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
