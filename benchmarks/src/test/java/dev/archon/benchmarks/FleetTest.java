package dev.archon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Short versions of the commands, whose figures mean nothing, but in which no line may be lost and every server is back. They
 * run side by side: each has a simulator of its own and waits for most of its time.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FleetTest {

    @TempDir
    private Path out;

    @Test
    void restDeliversEveryLineOfTheBurst() throws Exception {
        assertTrue(run("rest", "--servers", "30", "--seconds", "1", "--pulse", "100", "--burst", "200")
                .contains("| lines delivered, once and in order |"));
    }

    @Test
    void everyServerIsBackAfterTheStorm() throws Exception {
        assertTrue(run("storm", "--servers", "40", "--client-limit", "20", "--server-limit", "15", "--jitter", "full")
                .contains("(40 of 40)"));
        assertTrue(Files.readString(out.resolve("storm.svg")).contains("<polyline"));
    }

    @Test
    void theSoakAccountsForEveryLine() throws Exception {
        assertTrue(run("soak", "--servers", "10", "--lines", "500", "--minutes", "0.2")
                .contains("| in marked gaps |"));
    }

    private String run(String command, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command, "--out", out.toString()));
        arguments.addAll(List.of(options));
        assertEquals(0, Fleet.commandLine().execute(arguments.toArray(String[]::new)));
        return Files.readString(out.resolve(command + ".md"));
    }
}
