package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Kind;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Stub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What the project's pages say about the simulator's command line and its control API. */
class GuideTest {

    private static final Path ROOT = Path.of("..");
    private static final Path GUIDE = Path.of("docs/guide.md");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private static final String ADDRESS = "http://127.0.0.1:8080";
    private static final Pattern RUNNING = Pattern.compile("java -jar \\S*archon-simulator\\.jar ?(.*)");
    private static final Pattern JSON = Pattern.compile("(?ms)^```json\n(.*?)^```$");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)");
    private static final Pattern KIND = Pattern.compile("`([a-z-]+)`");
    private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST|DELETE|PUT) /sim/[^`?]*)`");

    @TempDir
    private Path folder;

    static Stream<Path> pages() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(directory.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandLineIsOneThatTheSimulatorTakes(Path page) throws IOException {
        Path scenario =
                Files.writeString(folder.resolve("scenario.json"), scenarios().get(0));
        Path stubs = Files.createDirectory(folder.resolve("stubs"));
        Files.writeString(stubs.resolve("stubs.json"), stubFiles().get(0));
        List<String> wrong = new ArrayList<>();
        for (String line : ShellLine.in(Files.readString(page))) {
            RUNNING.matcher(line).results().forEach(match -> {
                String[] words = ShellLine.words(match.group(1)).stream()
                        .map(word -> word.matches("\\./.*\\.json") ? scenario.toString() : word)
                        .map(word -> word.equals("./stubs") ? stubs.toString() : word)
                        .toArray(String[]::new);
                CommandLine commands = Main.commandLine();
                try {
                    commands.parseArgs(
                            Main.withCommand(commands.getSubcommands().keySet(), words));
                } catch (ParameterException e) {
                    wrong.add(line + ": " + e.getMessage());
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void theTableOfOptionsHasAllOfServe() throws IOException {
        Set<String> shown = new TreeSet<>(Files.readString(GUIDE)
                .lines()
                .filter(line -> line.startsWith("| `--"))
                .flatMap(line -> OPTION.matcher(line.split("\\|", -1)[1]).results())
                .map(option -> option.group(1))
                .toList());
        Set<String> all = new TreeSet<>(new CommandLine(new ServeCommand())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(OptionSpec::longestName)
                        .toList());
        assertEquals(all, shown);
    }

    @Test
    void theTableOfOptionsHasTheDefaultsOfServe() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        Files.readString(GUIDE).lines().filter(line -> line.startsWith("| `--")).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            OPTION.matcher(cells[1])
                    .results()
                    .forEach(option ->
                            shown.put(option.group(1), cells[3].strip().replace("`", "")));
        });
        Map<String, String> all = new TreeMap<>();
        for (OptionSpec option :
                new CommandLine(new ServeCommand()).getCommandSpec().options()) {
            if (option.defaultValue() != null) {
                all.put(option.longestName(), option.defaultValue());
            }
        }
        assertTrue(all.size() > 5, all::toString);
        shown.keySet().retainAll(all.keySet());
        assertEquals(all, shown);
    }

    @Test
    void theTableOfFaultsHasAllKinds() throws IOException {
        String faults = Files.readString(GUIDE).split("(?m)^## Faults$", -1)[1].split("(?m)^## ", 2)[0];
        Set<String> shown = new TreeSet<>(faults.lines()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> KIND.matcher(line.split("\\|", -1)[2]).results())
                .map(kind -> kind.group(1))
                .toList());
        Set<String> all = new TreeSet<>(Fault.kinds().stream().map(Kind::name).toList());
        assertEquals(all, shown);
    }

    @Test
    void theNamesOfCallsAreOnes() throws IOException {
        String names = Files.readString(GUIDE).split("Names are ", -1)[1].split("\\.", 2)[0];
        assertFalse(KIND.matcher(names).results().toList().isEmpty());
        KIND.matcher(names).results().forEach(name -> CallPattern.parse(name.group(1)));
    }

    @Test
    void theScenarioFilesAreOnes() throws IOException {
        assertFalse(scenarios().isEmpty());
        scenarios().forEach(Scenario::parse);
    }

    @Test
    void theStubFilesAreOnes() throws IOException {
        assertFalse(stubFiles().isEmpty());
        stubFiles().forEach(Stub::parseAll);
    }

    @Test
    void everyCallIsAnswered() throws Exception {
        try (ArchonSimulator simulator =
                ArchonSimulator.builder().server("demo").apiToken("secret").start()) {
            List<String> refused = new ArrayList<>();
            for (String line : ShellLine.in(Files.readString(GUIDE))) {
                if (line.startsWith("curl ")) {
                    int status = curl(simulator.baseUri(), ShellLine.words(line));
                    if (status / 100 != 2) {
                        refused.add(line + ": " + status);
                    }
                }
            }
            assertEquals(List.of(), refused);
        }
    }

    @Test
    void theTableOfRoutesHasAllOfTheControlApi() throws Exception {
        Set<String> shown = new TreeSet<>(ROUTE.matcher(Files.readString(GUIDE))
                .results()
                .map(route -> route.group(1))
                .toList());
        try (ArchonSimulator simulator = ArchonSimulator.builder().start()) {
            String body = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(simulator.baseUri().resolve("/sim/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Set<String> all = new TreeSet<>();
            JsonText.parse(body)
                    .path("routes")
                    .forEach(route -> all.add(route.path("method").asString() + " "
                            + route.path("path").asString()));
            assertEquals(all, shown);
        }
    }

    private static List<String> scenarios() throws IOException {
        return filesWith("\"steps\"");
    }

    private static List<String> stubFiles() throws IOException {
        return filesWith("\"stubs\"");
    }

    private static List<String> filesWith(String field) throws IOException {
        return JSON.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .filter(json -> json.contains(field))
                .collect(Collectors.toList());
    }

    /** Sends what curl would send, and returns the status. */
    private static int curl(URI base, List<String> words) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(20));
        String method = "GET";
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-X" -> method = words.get(++i);
                case "-d" -> body = HttpRequest.BodyPublishers.ofString(words.get(++i));
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                default -> request.uri(URI.create(words.get(i).replace(ADDRESS, base.toString())));
            }
        }
        return HttpClient.newHttpClient()
                .send(request.method(method, body).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
