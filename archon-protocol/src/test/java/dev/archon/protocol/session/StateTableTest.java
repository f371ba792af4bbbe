package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of states and inputs on the package's page. */
class StateTableTest {

    private static final Path PAGE =
            Path.of("src", "main", "java", "dev", "archon", "protocol", "session", "package-info.java");

    /** If this fails, the machine has changed: put the expected table into the page, if that is how it shall be. */
    @Test
    void onThePageIsWhatTheMachineDoes() throws Exception {
        List<String> page = Files.readAllLines(PAGE).stream()
                .map(line -> line.replaceFirst("^ \\* ?", ""))
                .toList();
        int from = page.indexOf("<table class=\"striped\">");
        int to = page.indexOf("</table>");
        List<String> shown = from < 0 ? List.of() : page.subList(from, to + 1);
        assertEquals(String.join("\n", StateTable.explore().html()), String.join("\n", shown));
    }

    @Test
    void coversEveryStateAndEveryInput() {
        assertEquals(Set.of(State.class.getPermittedSubclasses()), StateTable.kindsOfStates());
        assertEquals(Set.of(Input.class.getPermittedSubclasses()), StateTable.kindsOfInputs());
    }
}
