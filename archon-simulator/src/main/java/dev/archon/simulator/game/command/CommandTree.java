package dev.archon.simulator.game.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All commands of a console. */
public final class CommandTree {

    private static final String UNKNOWN_COMMAND = "Unknown or incomplete command, see below for error";
    private static final String UNKNOWN_ARGUMENT = "Incorrect argument for command";
    private static final String NO_SEPARATOR = "Expected whitespace to end one argument, but found trailing data";
    private static final int SHOWN_BEFORE_THE_ERROR = 10;

    private final CommandNode root = CommandNode.root();

    /**
     * Adds commands.
     *
     * @param commands each command's first node
     */
    public void add(CommandNode... commands) {
        root.then(commands);
    }

    /**
     * Runs a line as it was typed, with or without a slash.
     *
     * @param typed the line
     * @param errors takes what is wrong with it, line by line
     */
    public void run(String typed, Consumer<String> errors) {
        String line = withoutSlash(typed.strip());
        try {
            execute(line);
        } catch (CommandException e) {
            errors.accept(String.valueOf(e.getMessage()));
            e.position().ifPresent(at -> errors.accept(shown(line, at)));
        }
    }

    /**
     * Returns how every command is used.
     *
     * @return a line for each, in the order of the alphabet, with a slash before it
     */
    public List<String> usages() {
        return root.children().stream()
                .map(command -> "/" + CommandUsage.of(command))
                .sorted()
                .toList();
    }

    /**
     * Returns how a command goes on.
     *
     * @param typed the beginning of a command
     * @return a line for each way to go on; the command itself if it is complete; nothing if there is no such command
     */
    public List<String> usages(String typed) {
        String line = withoutSlash(typed.strip());
        Parsed parsed = parse(root, new CommandReader(line, 0), Arguments.NONE);
        if (parsed.node == root) {
            return List.of();
        }
        List<String> ways = CommandUsage.after(parsed.node);
        String before = "/" + line.substring(0, parsed.reader.position()).stripTrailing();
        return ways.isEmpty()
                ? List.of(before)
                : ways.stream().map(way -> before + " " + way).toList();
    }

    private static String withoutSlash(String line) {
        return line.startsWith("/") ? line.substring(1) : line;
    }

    private void execute(String line) throws CommandException {
        Parsed parsed = parse(root, new CommandReader(line, 0), Arguments.NONE);
        if (parsed.reader.canRead()) {
            if (parsed.problems.size() == 1) {
                throw parsed.problems.get(0);
            }
            throw parsed.reader.error(parsed.node == root ? UNKNOWN_COMMAND : UNKNOWN_ARGUMENT);
        }
        Optional<CommandNode.Action> action = parsed.node.action();
        if (action.isEmpty()) {
            throw parsed.reader.error(UNKNOWN_COMMAND);
        }
        action.get().run(parsed.arguments);
    }

    /**
     * How far a line could be understood.
     *
     * @param node the last node that fits
     * @param reader stands behind what was understood
     * @param arguments the values so far
     * @param problems why what follows could not be read, for each argument that was tried
     */
    private record Parsed(
            CommandNode node, CommandReader reader, Arguments arguments, List<CommandException> problems) {}

    private static Parsed parse(CommandNode node, CommandReader reader, Arguments before) {
        List<Parsed> found = new ArrayList<>();
        List<CommandException> problems = new ArrayList<>();
        for (CommandNode child : node.candidates(reader.copy().readWord())) {
            CommandReader ahead = reader.copy();
            Arguments arguments;
            try {
                arguments = child.parse(ahead, before);
                if (ahead.canRead() && ahead.peek() != ' ') {
                    throw ahead.error(NO_SEPARATOR);
                }
            } catch (CommandException e) {
                problems.add(e);
                continue;
            }
            if (ahead.canRead(2)) {
                ahead.skip();
                found.add(parse(child.redirect().orElse(child), ahead, arguments));
            } else {
                found.add(new Parsed(child, ahead, arguments, List.of()));
            }
        }
        // Of several ways to read a line the first complete one counts, or else the first without an error.
        return found.stream()
                .min(Comparator.comparing((Parsed parsed) -> parsed.reader.canRead())
                        .thenComparing(parsed -> !parsed.problems.isEmpty()))
                .orElseGet(() -> new Parsed(node, reader, before, problems));
    }

    /** The line from a little before the error on. */
    private static String shown(String line, int at) {
        int position = Math.min(line.length(), at);
        String before = position > SHOWN_BEFORE_THE_ERROR ? "..." : "";
        return before + line.substring(Math.max(0, position - SHOWN_BEFORE_THE_ERROR)) + "<--[HERE]";
    }
}
