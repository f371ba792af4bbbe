package dev.archon.simulator.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.scenario.CallPattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every call that the simulator answers has a name, and the documentation names all of them. */
class CallNamesTest {

    private static final Path DOCUMENTATION = Path.of("src/main/java/dev/archon/simulator/scenario/CallPattern.java");

    @Test
    void everyCallHasANameAndEveryNameACall() throws Exception {
        ApiServers none = new ApiServers(Map.of());
        List<ApiRoute> routes = new ArrayList<>();
        routes.addAll(new ServerCalls(none).routes());
        routes.addAll(new BackupCalls(none).routes());
        routes.addAll(new NodeCalls(none).routes());
        List<String> answered =
                new ArrayList<>(routes.stream().map(ApiRoute::toString).toList());
        answered.add("GET " + RestPaths.SERVERS + "{server}" + RestPaths.WEB_SOCKET);
        answered.add("POST " + RestPaths.SERVERS + "{server}" + RestPaths.POWER);
        answered.add("GET " + SyncCalls.PATH);

        assertEquals(
                answered.stream().sorted().toList(),
                documentedNames().stream()
                        .map(name -> CallPattern.parse(name).toString())
                        .sorted()
                        .toList());
    }

    private static List<String> documentedNames() throws Exception {
        String text = Files.readString(DOCUMENTATION).replaceAll("\\s*\n\\s*\\*\\s*", " ");
        String names = text.substring(text.indexOf("one of these names:"), text.indexOf("@return the pattern"));
        return Pattern.compile("\\{@code ([a-z0-9-]+)}")
                .matcher(names)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
