package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

class CommandLineTest {

    private static final String COMMANDS = "the commands are serve, scenarios, record, replay, check, completion";

    private static final Pattern EXAMPLE =
            Pattern.compile("  (?:source <\\()?java -jar archon-simulator\\.jar ?([^>)]*)\\)?(?:> \\S+)?");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sevre | there is no command sevre; " + COMMANDS,
                "dance --port 1 | there is no command dance; " + COMMANDS,
                "mrp_aVerySecretToken | the first argument is no command; " + COMMANDS,
                "'' | the first argument is no command; " + COMMANDS,
                "--port 1 replay | the command replay must come first",
                "--port 1 dance | there is an argument too many",
                "record one two | there is an argument too many",
                "--tokn mrp_aVerySecretToken | unknown option --tokn",
                "--tokn=mrp_aVerySecretToken | unknown option --tokn",
                "--port | --port needs a value, N",
                "--port --tls | --port needs a value, N",
                "--token | --token needs a value, T",
                "--port x | --port must be a whole number",
                "--seed 1.5 | --seed must be a whole number",
                "--speed fast | --speed must be a number",
                "--seed 1 --seed 2 | --seed is given more than once",
                "--control everybody | --control must be one of off, loopback, anywhere",
                "--events log4j | --events must be one of doc, panel",
                "--token-ttl soon | --token-ttl must be a span of time such as 500ms, 90s, 10m or 1h",
                "--tls=maybe | --tls takes no value",
                "--stubs no-such-folder | --stubs: there is no file or folder no-such-folder",
                "--stubs pom.xml | '--stubs: pom.xml:1:1: the text is not JSON from here: <?xml version=\"1.0\" '",
                "--stubs src | --stubs: cannot read src: the folder has no stub in a file whose name ends with .json",
                "record | FILE is missing",
                "replay | FILE is missing",
                "check | COMMAND is missing",
                "check --case dance -- true | there is no case dance; --list names them",
                "check --jobs 0 -- true | --jobs must be 1 to 100: 0",
                "check --timeout 0s -- true | --timeout must be above zero",
                "record out.jsonl --upstream http://[ | --upstream must be a URL such as https://archon.modrinth.com"
            })
    void wrongArgumentsAreExplainedInOneLine(String arguments, String explanation) {
        assertEquals(2, run(arguments.isEmpty() ? new String[] {""} : arguments.split(" ")));

        assertEquals("", out.toString());
        List<String> lines = err.toString().lines().toList();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(
                lines.get(0).startsWith("archon-simulator: " + explanation + "; see archon-simulator"), lines.get(0));
        assertTrue(lines.get(0).endsWith(" --help"), lines.get(0));
    }

    @Test
    void aScenarioThatDoesNotExistIsNamedWithThoseThatMayHaveBeenMeant() {
        assertEquals(2, run("scenarios", "crashloop"));
        assertEquals(
                "archon-simulator: NAME-OR-FILE: there is no scenario crashloop; did you mean crash-loop or crash?;"
                        + " see archon-simulator scenarios --help",
                err.toString().strip());
    }

    @Test
    void aScenarioFileIsReadByItsPath(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("mine");
        Files.writeString(file, "{\"name\":\"mine\",\"steps\":[]}");

        assertEquals(0, run("scenarios", file.toString()));
        assertTrue(out.toString().contains("\"mine\""), out.toString());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandShowsExamplesThatItTakes(String command) throws Exception {
        String help = helpOf(command);
        List<String> examples = help.substring(help.indexOf("Examples:"))
                .lines()
                .skip(1)
                .filter(line -> line.contains("archon-simulator.jar") && !line.contains("alias"))
                .toList();
        assertFalse(examples.isEmpty(), help);
        String scenario = Files.writeString(folder.resolve("mine.json"), "{\"name\":\"mine\",\"steps\":[]}")
                .toString();
        String stub = Files.writeString(folder.resolve("stub.json"), "{\"path\":\"/v1/x\"}")
                .toString();
        for (String example : examples) {
            Matcher line = EXAMPLE.matcher(example);
            // A line that the help had to break would not be one that can be copied.
            assertTrue(line.matches(), example);
            String[] words = ShellLine.words(line.group(1)).stream()
                    .map(word -> word.equals("./my-scenario.json") ? scenario : word)
                    .map(word -> word.equals("./stubs") ? stub : word)
                    .toArray(String[]::new);
            CommandLine commands = Main.commandLine();
            ParseResult parsed = commands.parseArgs(
                    Main.withCommand(commands.getSubcommands().keySet(), words));
            assertTrue(
                    command.isEmpty()
                            || parsed.subcommand().commandSpec().name().equals(command),
                    example);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTellsItsExitCodes(String command) {
        String help = helpOf(command);
        String codes = help.substring(help.indexOf("Exit codes:"));
        for (int code : List.of(ExitCode.OK, ExitCode.SOFTWARE, ExitCode.USAGE)) {
            assertTrue(codes.contains("\n  " + code + "   "), help);
        }
    }

    @Test
    void theListOfCommandsHasWholeSentences() {
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            String first = command.getCommandSpec().usageMessage().description()[0];
            assertTrue(first.endsWith("."), name + ": " + first);
        });
    }

    static List<String> commands() {
        List<String> commands =
                new ArrayList<>(Main.commandLine().getSubcommands().keySet());
        commands.add("");
        return commands;
    }

    private String helpOf(String command) {
        assertEquals(0, command.isEmpty() ? run("--help") : run(command, "--help"));
        String help = out.toString();
        assertTrue(help.startsWith("Usage: archon-simulator " + command), help);
        return help;
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpNamesTheCommands(String asked) {
        assertEquals(0, run(asked));
        assertTrue(out.toString().startsWith("Usage: archon-simulator"), out.toString());
        for (String command : List.of("serve", "scenarios", "record", "replay", "check", "completion")) {
            assertTrue(out.toString().contains("\n  " + command + " "), out.toString());
        }
    }

    @Test
    void helpOfACommandIsThatOfTheCommand() {
        assertEquals(0, run("help", "replay"));
        assertTrue(out.toString().startsWith("Usage: archon-simulator replay"), out.toString());
    }

    @Test
    void coloursAreOnlyWhereTheyAreWanted() {
        assertEquals(2, Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Ansi.ON, "sevre"));
        assertTrue(err.toString().contains("\u001b["), err.toString());

        err.getBuffer().setLength(0);
        run("sevre");
        assertFalse(err.toString().contains("\u001b["), err.toString());
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Ansi.OFF, arguments);
    }
}
