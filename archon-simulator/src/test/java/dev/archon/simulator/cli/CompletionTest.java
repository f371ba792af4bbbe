package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/** What bash offers, by the script that the command {@code completion} prints. */
class CompletionTest {

    private static final Path BASH = Path.of("/bin/bash");

    /** Calls the function that bash would call for the words so far, the last of which is to be completed. */
    private static final String ASK = String.join(
            "\n",
            "source \"$1\"",
            "shift",
            "COMP_WORDS=(archon-simulator \"$@\")",
            "COMP_CWORD=$#",
            "entry=$(complete -p archon-simulator)",
            "function=${entry#*-F }",
            // It says on stderr that bash itself has not called it.
            "${function%% *} 2>/dev/null",
            "printf '%s\\n' \"${COMPREPLY[@]}\"");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "re | record replay",
                "comp | completion",
                "--po | --port",
                "--scenario crash | crash crash-loop",
                "serve --to | --token --token-call-limit --token-ttl",
                "serve --port 8080 --sp | --speed",
                "serve --events ''| doc panel",
                "serve --control l | loopback",
                "scenarios crash | crash crash-loop",
                "check --case ping | ping",
                "record --upstream-a | --upstream-authority",
                "replay --sp | --speed"
            })
    void theLastWordIsCompleted(String words, String offered) throws Exception {
        assumeTrue(Files.isExecutable(BASH), "needs bash");
        StringWriter script = new StringWriter();
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        assertEquals(0, Main.run(new PrintWriter(script, true), nowhere, Ansi.OFF, "completion"));
        Path file = Files.writeString(folder.resolve("completion"), script.toString());

        List<String> command = new ArrayList<>(List.of(BASH.toString(), "--norc", "-c", ASK, "bash", file.toString()));
        for (String word : words.split(" ", -1)) {
            command.add(word.equals("''") ? "" : word);
        }
        Process bash = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(file.toFile()))
                .start();
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(bash.waitFor(20, TimeUnit.SECONDS), "bash ends");

        assertEquals(
                new TreeSet<>(List.of(offered.split(" ", -1))),
                new TreeSet<>(answer.lines().map(String::strip).toList()));
    }
}
