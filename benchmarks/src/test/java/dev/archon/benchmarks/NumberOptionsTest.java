package dev.archon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** A number that a command cannot work with is refused before anything is started. */
class NumberOptionsTest {

    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, double.class);

    /** Any number is a seed. */
    private static final Set<String> UNLIMITED = Set.of("--seed");

    private static final Set<String> MAY_BE_NONE = Set.of("--warm-up");

    /** An option that takes a number, of one of the commands. */
    private record Case(CommandLine root, List<String> command, String option) {

        void parse(String value) {
            List<String> arguments = new ArrayList<>(command);
            arguments.add(option + "=" + value);
            root.parseArgs(arguments.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return root.getCommandName() + " " + String.join(" ", command) + " " + option;
        }
    }

    static Stream<Case> options() {
        CommandLine fleet = Fleet.commandLine();
        Stream<Case> ofFleet = fleet.getSubcommands().entrySet().stream()
                .flatMap(each -> options(fleet, List.of(each.getKey()), each.getValue()));
        return Stream.concat(
                ofFleet,
                Stream.of(Race.commandLine(), Profile.commandLine())
                        .flatMap(command -> options(command, List.of(), command)));
    }

    private static Stream<Case> options(CommandLine root, List<String> names, CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> NUMBERS.contains(option.type()))
                .map(OptionSpec::longestName)
                .filter(option -> !UNLIMITED.contains(option))
                .map(option -> new Case(root, names, option));
    }

    @Test
    void allOptionsOfTheCommandsAreTried() {
        assertEquals(17, options().count());
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionRefusesWhatIsNoUsableNumberAndTellsWhichAre(Case each) {
        List<String> taken = new ArrayList<>();
        for (String value : List.of("0", "-1", "-0.5", "NaN", "Infinity", "99999999999", "x", "")) {
            if (value.equals("0") && MAY_BE_NONE.contains(each.option())) {
                continue;
            }
            try {
                each.parse(value);
                taken.add(value);
            } catch (ParameterException e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(message.contains(each.option()) && message.contains("'" + value + "' is not a"), message);
            }
        }
        assertEquals(List.of(), taken);
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionTakesUsualNumbers(Case each) {
        for (String value : List.of("2", "1000")) {
            each.parse(value);
        }
    }

    @Test
    void restNeedsAServerThatPrintsABurstAndOneThatDoesNot() {
        CommandLine rest = Fleet.commandLine();

        assertThrows(ParameterException.class, () -> rest.parseArgs("rest", "--servers", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "rest --rate 0, --rate, a whole number from 1 to 2147483647",
        "storm --servers -5, --servers, a whole number from 1 to 2147483647",
        "soak --minutes 0, --minutes, a number from 0.001 to 1000000"
    })
    void theCommandEndsWithTheCodeOfWrongArguments(String arguments, String option, String range) {
        StringWriter error = new StringWriter();

        int code = Fleet.commandLine().setErr(new PrintWriter(error, true)).execute(arguments.split(" ", -1));

        assertEquals(CommandLine.ExitCode.USAGE, code);
        assertTrue(error.toString().contains(option), error::toString);
        assertTrue(error.toString().contains(" is not " + range), error::toString);
    }
}
