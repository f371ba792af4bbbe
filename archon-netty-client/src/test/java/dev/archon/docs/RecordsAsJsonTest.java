package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ArchonClient;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.simulator.ArchonSimulator;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JSON mapper writes the components of public records, and nothing that is computed of them. */
class RecordsAsJsonTest {

    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

    @ParameterizedTest
    @CsvSource({"archon-protocol, 40", "archon-netty-client, 5", "archon-simulator, 10"})
    void noPublicRecordHasAMethodThatAMapperTakesForAProperty(String module, int leastRecords) throws Exception {
        Set<String> exported = EXPORTS.matcher(
                        Files.readString(Pages.ROOT.resolve(module).resolve("src/main/java/module-info.java")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        int records = 0;
        Set<String> getters = new TreeSet<>();
        for (Class<?> type : ModuleClasses.of(member(module))) {
            if (type.isRecord() && Modifier.isPublic(type.getModifiers()) && exported.contains(type.getPackageName())) {
                records++;
                for (Method method : type.getMethods()) {
                    if (isGetter(method)) {
                        getters.add(type.getName() + "." + method.getName());
                    }
                }
            }
        }
        assertTrue(records >= leastRecords, module + " has only " + records + " public records");
        assertEquals(Set.of(), getters);
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && !method.getName().equals("getClass")
                && method.getName().matches("(?:get|is)[A-Z].*");
    }

    private static Class<?> member(String module) {
        return switch (module) {
            case "archon-protocol" -> ArchonEvent.class;
            case "archon-netty-client" -> ArchonClient.class;
            default -> ArchonSimulator.class;
        };
    }
}
