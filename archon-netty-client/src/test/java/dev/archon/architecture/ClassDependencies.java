package dev.archon.architecture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Which classes need which others, as the JDK's own {@code jdeps} reads it from class files. */
final class ClassDependencies {

    /** A line of {@code jdeps -verbose:class}: the class, its name left out behind the first line, and what it needs. */
    private static final Pattern LINE = Pattern.compile("^ {3}(\\S*) +-> (\\S+) .*$");

    private final Map<String, Set<String>> uses;

    private ClassDependencies(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /**
     * Reads the module that a class belongs to.
     *
     * @param member any class of the module
     * @param scratch an empty folder
     */
    static ClassDependencies ofModule(Class<?> member, Path scratch) throws IOException, URISyntaxException {
        Path origin = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(origin)) {
            copyClasses(origin, scratch);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(origin)) {
                copyClasses(jar.getPath("/"), scratch);
            }
        }
        StringWriter out = new StringWriter();
        StringWriter problems = new StringWriter();
        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow(() -> new AssertionError("this JDK has no jdeps"))
                .run(
                        new PrintWriter(out),
                        new PrintWriter(problems),
                        "-verbose:class",
                        "-filter:none",
                        scratch.toString());
        if (code != 0) {
            throw new AssertionError("jdeps failed: " + problems + out);
        }
        return parse(out.toString());
    }

    /** Without the module's descriptor, for which jdeps would have to find every module that it requires. */
    private static void copyClasses(Path from, Path to) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(from)) {
            classes = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .filter(file -> from.relativize(file).startsWith("dev"))
                    .toList();
        }
        for (Path file : classes) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static ClassDependencies parse(String text) {
        Map<String, Set<String>> uses = new TreeMap<>();
        String user = "";
        for (String line : text.lines().toList()) {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                user = found.group(1).isEmpty() ? user : found.group(1);
                String from = outermost(user);
                String to = outermost(found.group(2));
                uses.computeIfAbsent(from, name -> new TreeSet<>());
                if (!from.equals(to)) {
                    uses.get(from).add(to);
                }
            }
        }
        return new ClassDependencies(uses);
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    /** The classes of the module, without those that are nested. */
    Set<String> classes() {
        return uses.keySet();
    }

    /** What a class needs, in this module and others. */
    Set<String> usesOf(String type) {
        return uses.getOrDefault(type, Set.of());
    }

    /** Everything of the module that a class needs, directly or by what it needs. */
    Set<String> reachableFrom(String type) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(usesOf(type));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (uses.containsKey(next) && reached.add(next)) {
                open.addAll(usesOf(next));
            }
        }
        return reached;
    }

    /**
     * The arrows that are part of a circle between groups of classes.
     *
     * @param groupOf names the group of a class
     * @return each class with one that it needs, in another group which needs the first group in turn
     */
    List<String> circularArrows(Function<String, String> groupOf) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (String from : classes()) {
            Set<String> groups = arrows.computeIfAbsent(groupOf.apply(from), name -> new TreeSet<>());
            usesOf(from).stream().filter(classes()::contains).map(groupOf).forEach(groups::add);
        }
        ClassDependencies groups = new ClassDependencies(arrows);
        List<String> circular = new ArrayList<>();
        for (String from : classes()) {
            for (String to : usesOf(from)) {
                if (classes().contains(to)
                        && !groupOf.apply(from).equals(groupOf.apply(to))
                        && groups.reachableFrom(groupOf.apply(to)).contains(groupOf.apply(from))) {
                    circular.add(from + " -> " + to);
                }
            }
        }
        return circular;
    }
}
