package dev.archon.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which types are public, each with a reason. What is public once can never be changed without breaking someone. */
class PublicTypesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("archon-protocol", "archon-simulator", "archon-netty-client");
    private static final String TABLE = "public-types.txt";

    /** A package that what follows belongs to, or types and the reason why they are public. */
    private static final Pattern TYPES = Pattern.compile("([A-Z]\\w+(?:, [A-Z]\\w+)*): (\\S.*\\.)");

    @Test
    void everyPublicTypeOfAnExportedPackageHasAReason() throws Exception {
        Set<String> missing = new TreeSet<>(publicTypes());
        missing.removeAll(reasons().keySet());
        assertEquals(Set.of(), missing, "without a reason in " + TABLE);
    }

    @Test
    void everyReasonIsThatOfAPublicType() throws Exception {
        Set<String> gone = new TreeSet<>(reasons().keySet());
        gone.removeAll(publicTypes());
        assertEquals(Set.of(), gone, "in " + TABLE + ", but not public, or not exported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.archon.protocol.scan.LogLine",
                "dev.archon.protocol.check.WebAddress",
                "dev.archon.client.internal.rest.RestFailedException"
            })
    void whatIsNotExportedIsPublicForOurModulesOnly(String type) throws Exception {
        assertTrue(Modifier.isPublic(Class.forName(type).getModifiers()), type);
        assertEquals(false, publicTypes().contains(type), type);
    }

    /** A comparison of releases must not hold what nobody else can use, and must hold all the rest. */
    @Test
    void releasesAreComparedByExactlyWhatIsExported() throws Exception {
        Set<String> left = excludedFromComparison();
        Set<String> wrong = new TreeSet<>();
        for (String module : MODULES) {
            ModuleDescriptor descriptor = descriptor(module);
            Set<String> exported = exported(descriptor);
            for (String name : packages(module)) {
                boolean excluded = left.stream().anyMatch(other -> name.equals(other) || name.startsWith(other + "."));
                if (excluded == exported.contains(name)) {
                    wrong.add(name + (excluded ? " is exported, but excluded" : " is not exported, but compared"));
                }
            }
        }
        assertEquals(Set.of(), wrong, "in the excludes of japicmp in pom.xml");
    }

    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        try (InputStream in = PublicTypesTest.class.getResourceAsStream(TABLE)) {
            String room = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var types = TYPES.matcher(line);
                if (types.matches()) {
                    for (String type : types.group(1).split(", ", -1)) {
                        String earlier = reasons.put(room + "." + type, types.group(2));
                        assertEquals(null, earlier, () -> type + " stands twice in " + TABLE);
                    }
                } else if (line.startsWith("dev.")) {
                    room = line;
                } else {
                    assertTrue(line.isEmpty() || line.startsWith("#"), () -> "a line that says nothing: " + line);
                }
            }
        }
        return reasons;
    }

    private static Set<String> publicTypes() throws Exception {
        Set<String> types = new TreeSet<>();
        for (String module : MODULES) {
            Set<String> exported = exported(descriptor(module));
            for (String name : classes(module)) {
                int dot = name.lastIndexOf('.');
                if (exported.contains(name.substring(0, dot))
                        && !name.contains("$")
                        && Modifier.isPublic(Class.forName(name, false, PublicTypesTest.class.getClassLoader())
                                .getModifiers())) {
                    types.add(name);
                }
            }
        }
        assertTrue(types.size() > 100, () -> "found only " + types);
        return types;
    }

    private static Set<String> exported(ModuleDescriptor descriptor) {
        return descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packages(String module) throws IOException {
        return classes(module).stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> classes(String module) throws IOException {
        Path root = ROOT.resolve(module).resolve("target").resolve("classes");
        try (Stream<Path> files = Files.walk(root.resolve("dev"))) {
            return files.map(file -> root.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "."))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    private static ModuleDescriptor descriptor(String module) throws IOException {
        Path file = ROOT.resolve(module).resolve("target").resolve("classes").resolve("module-info.class");
        try (InputStream in = Files.newInputStream(file)) {
            return ModuleDescriptor.read(in);
        }
    }

    /** The packages that the configuration of japicmp names. */
    private static Set<String> excludedFromComparison() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        int start = pom.indexOf("<oldVersion>");
        String configuration = pom.substring(start, pom.indexOf("</configuration>", start));
        return Pattern.compile("<exclude>(.*)</exclude>")
                .matcher(configuration)
                .results()
                .map((MatchResult exclude) -> exclude.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
