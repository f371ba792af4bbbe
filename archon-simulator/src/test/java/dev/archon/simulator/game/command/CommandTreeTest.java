package dev.archon.simulator.game.command;

import static dev.archon.simulator.game.command.CommandNode.argument;
import static dev.archon.simulator.game.command.CommandNode.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTreeTest {

    private final List<String> printed = new ArrayList<>();
    private final CommandTree tree = new CommandTree();
    private final Argument<Integer> number = new Argument<>("number", ArgumentTypes.integer(0));
    private final Argument<Boolean> flag = new Argument<>("flag", ArgumentTypes.bool());
    private final Argument<String> text = new Argument<>("text", ArgumentTypes.text());

    @Test
    void aLiteralComesBeforeAnArgumentThatWouldTakeItToo() {
        tree.add(literal("show")
                .then(
                        argument(text).executes(arguments -> printed.add("text " + arguments.get(text))),
                        literal("all").executes(arguments -> printed.add("literal"))));

        run("show all");
        run("show all of it");
        run("show some");
        assertEquals(
                List.of("literal", "Incorrect argument for command", "show all of it<--[HERE]", "text some"), printed);
    }

    @Test
    void ofTwoArgumentsTheOneThatReadsTheWholeLineCounts() {
        tree.add(literal("put")
                .then(
                        argument(number).executes(arguments -> printed.add("number")),
                        argument(flag).executes(arguments -> printed.add("flag"))));

        run("put 3");
        run("put true");
        assertEquals(List.of("number", "flag"), printed);
    }

    @Test
    void ifNoArgumentFitsAndThereAreSeveralTheErrorIsNoneOfTheirs() {
        tree.add(literal("put").then(argument(number), argument(flag)));

        run("put x");
        assertEquals(List.of("Incorrect argument for command", "put x<--[HERE]"), printed);
    }

    @Test
    void anArgumentThatIsLeftOutIsEmpty() {
        tree.add(literal("put")
                .executes(arguments -> printed.add(arguments.find(number).toString()))
                .then(argument(number)
                        .executes(
                                arguments -> printed.add(arguments.find(number).toString()))));

        run("put");
        run("put 4");
        assertEquals(List.of("Optional.empty", "Optional[4]"), printed);
    }

    @Test
    void anErrorOfWhatACommandDoesHasNoPlace() {
        tree.add(literal("fail").executes(arguments -> {
            throw new CommandException("No player was found");
        }));

        run("fail");
        assertEquals(List.of("No player was found"), printed);
    }

    @Test
    void aRedirectedCommandTakesTheWordsOfTheOther() {
        CommandNode put = literal("put")
                .then(argument(number).executes(arguments -> printed.add("put " + arguments.get(number))));
        tree.add(put, literal("p").redirect(put));

        run("p 7");
        run("p");
        assertEquals(List.of("put 7", "Unknown or incomplete command, see below for error", "p<--[HERE]"), printed);
        assertEquals(List.of("/p -> put", "/put <number>"), tree.usages());
    }

    @ParameterizedTest
    @CsvSource({
        "a, /a",
        "b, /b <number>",
        "c, /c [<number>]",
        "d, /d (x|y)",
        "e, /e [x|<number>]",
        "f, /f <number> [<text>]",
        "g, /g x <number>"
    })
    void usageShowsWhatMayBeLeftOutAndWhatToChooseFrom(String command, String usage) {
        CommandNode.Action nothing = arguments -> {};
        tree.add(
                literal("a").executes(nothing),
                literal("b").then(argument(number).executes(nothing)),
                literal("c").executes(nothing).then(argument(number).executes(nothing)),
                literal("d").then(literal("x").executes(nothing), literal("y").executes(nothing)),
                literal("e")
                        .executes(nothing)
                        .then(literal("x").executes(nothing), argument(number).executes(nothing)),
                literal("f")
                        .then(argument(number)
                                .executes(nothing)
                                .then(argument(text).executes(nothing))),
                literal("g").then(literal("x").then(argument(number).executes(nothing))));

        assertEquals(
                List.of(usage),
                tree.usages().stream()
                        .filter(line -> line.startsWith("/" + command))
                        .toList());
    }

    private void run(String line) {
        tree.run(line, printed::add);
    }
}
