package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ArchonClient;
import dev.archon.simulator.ArchonSimulator;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata for native images of GraalVM is in its format, and names what the classes reach by reflection. */
class ReachabilityMetadataTest {

    private static final Set<String> FLAGS = Set.of(
            "allDeclaredConstructors",
            "allDeclaredFields",
            "allDeclaredMethods",
            "allPublicConstructors",
            "allPublicFields",
            "allPublicMethods",
            "unsafeAllocated");

    /** Calls that an image's builder cannot follow unless their arguments are constants. */
    private static final Pattern DYNAMIC =
            Pattern.compile("Class\\.forName|\\.getResource|ServiceLoader\\.load|\\.loadClass\\("
                    + "|Proxy\\.newProxyInstance|\\.get(?:Declared)?(?:Method|Field|Constructor)s?\\(|\\.newInstance\\("
                    + "|\\.find(?:Virtual|Static|Special|Getter|Setter|Constructor|VarHandle)\\(|FieldUpdater\\.newUpdater"
                    + "|ResourceBundle\\.|ObjectInputStream|System\\.load");

    /** Where there are such calls, which the metadata has been written for. */
    private static final Map<String, Integer> CONSIDERED = Map.of(
            // Not made in an image.
            "Requirements.java", 1,
            "ClientThreads.java", 1,
            "RecordMethods.java", 1,
            "JsonLibraries.java", 1,
            "UserAgent.java", 1,
            "WebPage.java", 1);

    /** A module with metadata. */
    enum Module {
        CLIENT("archon-netty-client", ArchonClient.class),
        SIMULATOR("archon-simulator", ArchonSimulator.class);

        private final String artifact;
        private final Class<?> member;

        Module(String artifact, Class<?> member) {
            this.artifact = artifact;
            this.member = member;
        }

        JsonNode metadata() throws IOException {
            return JsonMapper.shared()
                    .readTree(Files.readString(Pages.ROOT
                            .resolve(artifact)
                            .resolve("src/main/resources/META-INF/native-image/dev.archon")
                            .resolve(artifact)
                            .resolve("reachability-metadata.json")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMetadataIsInItsFormat(Module module) throws IOException {
        JsonNode metadata = module.metadata();
        assertKnown(metadata, Set.of("comment", "reflection", "resources"));
        metadata.path("comment").forEach(line -> assertTrue(line.isString(), line.toString()));
        for (JsonNode entry : metadata.path("reflection")) {
            Set<String> known = new TreeSet<>(FLAGS);
            known.addAll(Set.of("condition", "type", "methods"));
            assertKnown(entry, known);
            assertTrue(entry.path("type").isString(), entry.toString());
            assertCondition(entry);
            FLAGS.forEach(
                    flag -> assertTrue(!entry.has(flag) || entry.path(flag).isBoolean(), entry.toString()));
            for (JsonNode method : entry.path("methods")) {
                assertKnown(method, Set.of("name", "parameterTypes"));
                assertTrue(
                        method.path("name").isString()
                                && method.path("parameterTypes").isArray(),
                        entry.toString());
            }
        }
        for (JsonNode entry : metadata.path("resources")) {
            assertKnown(entry, Set.of("condition", "glob"));
            assertTrue(entry.path("glob").isString(), entry.toString());
            assertCondition(entry);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatItNamesExists(Module module) throws Exception {
        Set<String> seen = new TreeSet<>();
        for (JsonNode entry : module.metadata().path("reflection")) {
            Class<?> type = type(entry.path("type").asString());
            assertTrue(seen.add(type.getName()), () -> type + " is named twice");
            for (JsonNode method : entry.path("methods")) {
                assertEquals(0, method.path("parameterTypes").size(), "of such methods the test knows nothing");
                // Virtual threads have come after the oldest JDK.
                if (type.getName().startsWith("dev.archon.")
                        || Runtime.version().feature() >= 21) {
                    var unused = type.getDeclaredMethod(method.path("name").asString());
                }
            }
        }
        for (JsonNode entry : module.metadata().path("resources")) {
            String glob = entry.path("glob").asString();
            if (glob.endsWith("/*")) {
                Path folder = Pages.ROOT
                        .resolve(module.artifact)
                        .resolve("src/main/resources/" + glob)
                        .getParent();
                try (Stream<Path> files = Files.list(folder)) {
                    // One star does not reach into folders.
                    assertTrue(files.allMatch(Files::isRegularFile), glob);
                }
            } else {
                assertTrue(module.member.getClassLoader().getResource(glob) != null, glob);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itNamesAllThatLibrariesReachByReflection(Module module) throws Exception {
        Map<String, Set<String>> needed = new TreeMap<>();
        for (Class<?> each : ModuleClasses.of(module.member)) {
            if (isOfPicocli(each)) {
                needed.put(
                        each.getName(), Set.of("allDeclaredConstructors", "allDeclaredFields", "allDeclaredMethods"));
            } else if (Event.class.isAssignableFrom(each)) {
                needed.put(each.getName(), Set.of("allDeclaredFields"));
            } else if (ChannelHandler.class.isAssignableFrom(each)) {
                needed.put(each.getName(), Set.of());
            }
        }
        Map<String, Set<String>> named = new TreeMap<>();
        for (JsonNode entry : module.metadata().path("reflection")) {
            String type = entry.path("type").asString();
            if (type.startsWith("dev.archon.")) {
                Set<String> flags = new TreeSet<>(FLAGS);
                flags.removeIf(flag -> !entry.path(flag).asBoolean(false));
                named.put(type, flags);
            }
        }
        assertTrue(!needed.isEmpty());
        assertEquals(needed, named);
    }

    @Test
    void everyOtherReflectiveCallHasBeenConsidered() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        for (String module : List.of("archon-protocol", "archon-netty-client", "archon-simulator")) {
            try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    int calls = (int)
                            DYNAMIC.matcher(Files.readString(file)).results().count();
                    if (calls > 0) {
                        found.put(String.valueOf(file.getFileName()), calls);
                    }
                }
            }
        }
        assertEquals(new TreeMap<>(CONSIDERED), found, "say in reachability-metadata.json what a new call reaches");
    }

    private static void assertKnown(JsonNode node, Set<String> names) {
        assertTrue(node.isObject() && names.containsAll(node.propertyNames()), node.toString());
    }

    private static void assertCondition(JsonNode entry) {
        JsonNode condition = entry.path("condition");
        assertKnown(condition, Set.of("typeReached"));
        type(condition.path("typeReached").asString());
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ReachabilityMetadataTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("there is no class " + name, e);
        }
    }

    private static boolean isOfPicocli(Class<?> type) {
        List<AnnotatedElement> parts = new ArrayList<>(List.of(type.getDeclaredFields()));
        parts.add(type);
        return parts.stream()
                        .flatMap(part -> Arrays.stream(part.getAnnotations()))
                        .anyMatch(each -> each.annotationType().getName().startsWith("picocli."))
                || Arrays.stream(type.getInterfaces())
                        .anyMatch(each -> each.getName().startsWith("picocli."));
    }
}
