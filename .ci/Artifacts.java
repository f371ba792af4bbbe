import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks what would be published. Arguments: the repository that it was deployed to, the checkout that it was built in,
 * and another checkout of the same, built at another place. Ends with code 1 and one line for each fault.
 */
final class Artifacts {

    private static final List<String> JARS = List.of("archon-protocol", "archon-netty-client", "archon-simulator");
    private static final List<String> POM_PARTS =
            List.of("name", "description", "url", "licenses", "developers", "scm", "connection");

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Path> published = new LinkedHashMap<>();
    private final Path checkout;
    private final Path copy;

    private Artifacts(Path checkout, Path copy) {
        this.checkout = checkout;
        this.copy = copy;
    }

    public static void main(String[] args) throws IOException {
        Artifacts artifacts = new Artifacts(Path.of(args[1]), Path.of(args[2]));
        artifacts.onlyWhatIsMeantIsPublished(Path.of(args[0]));
        artifacts.pomsAreComplete();
        artifacts.theBomPinsNothingElse();
        artifacts.jarsHoldLicencesAndTheirVersion();
        artifacts.noticesNameWhatTheSbomLists();
        artifacts.theSecondBuildHasTheSameBytes();
        artifacts.faults.forEach(fault -> System.err.println("artifacts: " + fault));
        if (!artifacts.faults.isEmpty()) {
            System.exit(1);
        }
        System.out.println("artifacts: " + artifacts.published.size() + " files are complete, and the same again");
    }

    private void onlyWhatIsMeantIsPublished(Path repository) throws IOException {
        TreeSet<String> expected = new TreeSet<>(List.of("archon-bom.pom"));
        for (String jar : JARS) {
            expected.addAll(List.of(
                    jar + ".jar",
                    jar + ".pom",
                    jar + "-sources.jar",
                    jar + "-javadoc.jar",
                    jar + "-cyclonedx.json",
                    jar + "-cyclonedx.xml"));
        }
        // The version of a snapshot becomes a time and a number.
        Pattern version = Pattern.compile("-\\d+\\.\\d+\\.\\d+(-\\d{8}\\.\\d{6}-\\d+)?");
        try (Stream<Path> files = Files.walk(repository)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(jar|pom|json|xml)"))
                    .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                    .forEach(file ->
                            published.put(version.matcher(file.getFileName().toString()).replaceFirst(""), file));
        }
        TreeSet<String> missing = new TreeSet<>(expected);
        missing.removeAll(published.keySet());
        TreeSet<String> more = new TreeSet<>(published.keySet());
        more.removeAll(expected);
        expect(missing.isEmpty(), "not published: " + missing);
        expect(more.isEmpty(), "published by mistake: " + more);
    }

    private void pomsAreComplete() throws IOException {
        for (Map.Entry<String, Path> entry : published.entrySet()) {
            if (entry.getKey().endsWith(".pom")) {
                String pom = Files.readString(entry.getValue());
                for (String part : POM_PARTS) {
                    expect(pom.matches("(?s).*<" + part + "[ >].*"), entry.getKey() + " has no " + part);
                }
                expect(!pom.contains("<parent>"), entry.getKey() + " has a parent, which is not published");
                expect(!pom.replace("${project.version}", "").contains("${"), entry.getKey() + " has a property that nobody resolved");
                expect(!pom.contains("<scope>test</scope>"), entry.getKey() + " names libraries of its tests");
            }
        }
    }

    private void theBomPinsNothingElse() throws IOException {
        Path bom = published.get("archon-bom.pom");
        if (bom != null) {
            String text = Files.readString(bom);
            String managed = text.substring(text.indexOf("<dependencyManagement>"));
            expect(
                    all("<artifactId>(.*?)</artifactId>", managed).equals(new TreeSet<>(JARS)),
                    "archon-bom.pom pins " + all("<artifactId>(.*?)</artifactId>", managed));
            expect(all("<groupId>(.*?)</groupId>", managed).equals(new TreeSet<>(List.of("dev.archon"))),
                    "archon-bom.pom pins " + all("<groupId>(.*?)</groupId>", managed));
        }
    }

    private void jarsHoldLicencesAndTheirVersion() throws IOException {
        Path parent = checkout.resolve("pom.xml");
        String version = all("<artifactId>archon-parent</artifactId>\\s*<version>(.*?)</version>",
                        Files.readString(parent))
                .first();
        for (String module : JARS) {
            Path target = checkout.resolve(module).resolve("target");
            String base = module + "-" + version;
            holds(target.resolve(base + ".jar"), "META-INF/LICENSE", "META-INF/THIRD-PARTY.txt", "module-info.class");
            holds(target.resolve(base + "-sources.jar"), "META-INF/LICENSE", "module-info.java");
            holds(target.resolve(base + "-javadoc.jar"), "index.html");
            try (JarFile jar = new JarFile(target.resolve(base + ".jar").toFile())) {
                String told = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
                expect(version.equals(told), module + " says that it is version " + told);
            }
        }
        holds(
                checkout.resolve("archon-simulator/target/archon-simulator.jar"),
                "META-INF/LICENSE",
                "META-INF/NOTICE",
                "META-INF/THIRD-PARTY.txt");
    }

    private void holds(Path file, String... entries) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (String entry : entries) {
                expect(jar.getEntry(entry) != null, file + " lacks " + entry);
            }
        }
    }

    private void noticesNameWhatTheSbomLists() throws IOException {
        for (String module : JARS) {
            String notice = Files.readString(checkout.resolve(module).resolve("src/main/resources/META-INF/THIRD-PARTY.txt"));
            String sbom = Files.readString(published.getOrDefault(module + "-cyclonedx.xml", checkout.resolve("pom.xml")));
            TreeSet<String> groups = all("<group>(.*?)</group>", sbom);
            expect(groups.contains("org.jspecify"), module + "-cyclonedx.xml lists no libraries");
            for (String group : groups) {
                boolean named = Arrays.stream(notice.split("[^\\w.]+"))
                        .anyMatch(word -> group.equals(word) || group.startsWith(word + ".") && word.contains("."));
                expect(
                        named || group.equals("dev.archon") || group.equals("org.cyclonedx"),
                        "THIRD-PARTY.txt of " + module + " does not name " + group);
            }
        }
    }

    private void theSecondBuildHasTheSameBytes() throws IOException {
        for (String module : Stream.concat(JARS.stream(), Stream.of("archon-protocol/bom")).collect(Collectors.toList())) {
            try (Stream<Path> files = Files.list(copy.resolve(module).resolve("target"))) {
                for (Path again : files.filter(file -> file.toString().matches(".*(\\.jar|-sbom\\.\\w+|-pom\\.xml)"))
                        .sorted()
                        .collect(Collectors.toList())) {
                    Path first = checkout.resolve(copy.relativize(again));
                    expect(
                            Files.exists(first) && Files.mismatch(first, again) < 0,
                            first + " has other bytes when it is built again");
                }
            }
        }
    }

    private static TreeSet<String> all(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        TreeSet<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private void expect(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
