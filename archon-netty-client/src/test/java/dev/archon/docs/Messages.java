package dev.archon.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The messages in source files. A string counts as a message if a part of it, between the values that are put into it and
 * its punctuation, has three words; the first such part stands for the message.
 */
final class Messages {

    private static final int LEAST_WORDS = 3;
    private static final String VALUE = "\0";

    private Messages() {}

    /** The parts that stand for the messages of all Java files below some folders, each with a place where it is. */
    static Map<String, String> in(List<Path> folders) throws IOException {
        Map<String, String> found = new TreeMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources(folders)));
            for (CompilationUnitTree unit : task.parse()) {
                String file =
                        String.valueOf(Path.of(unit.getSourceFile().toUri()).getFileName());
                new Scanner(text -> {
                            String part = first(text);
                            if (part != null) {
                                found.putIfAbsent(part, file);
                            }
                        })
                        .scan(unit, null);
            }
        }
        return found;
    }

    private static @Nullable String first(String text) {
        return Arrays.stream(text.split("[" + VALUE + ";:()\"',]"))
                .map(String::strip)
                .filter(part -> part.split("\\s+").length >= LEAST_WORDS)
                .findFirst()
                .orElse(null);
    }

    private static List<Path> sources(List<Path> folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    /** Finds strings, those that are put together with {@code +} as one, and not those of annotations and labels. */
    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Consumer<String> found;

        Scanner(Consumer<String> found) {
            this.found = found;
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void unused) {
            return null;
        }

        @Override
        public @Nullable Void visitCase(CaseTree label, @Nullable Void unused) {
            scan(label.getStatements(), null);
            return scan(label.getBody(), null);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
            if (literal.getValue() instanceof String text) {
                found.accept(text);
            }
            return null;
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void unused) {
            if (binary.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(binary, null);
            }
            StringBuilder text = new StringBuilder();
            append(binary, text);
            found.accept(text.toString());
            return null;
        }

        private void append(ExpressionTree part, StringBuilder text) {
            if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                append(sum.getLeftOperand(), text);
                append(sum.getRightOperand(), text);
            } else if (part instanceof LiteralTree literal && literal.getValue() instanceof String words) {
                text.append(words);
            } else {
                text.append(VALUE);
                scan(part, null);
            }
        }
    }
}
