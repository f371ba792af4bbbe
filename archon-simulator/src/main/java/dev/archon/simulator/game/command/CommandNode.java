package dev.archon.simulator.game.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A word of a command, literal or argument, and what may follow it. A node is built once, by the methods that return the
 * node itself, and not changed after it is part of a {@link CommandTree}.
 */
public final class CommandNode {

    private final String name;
    private final Optional<Argument<?>> argument;
    private final Map<String, CommandNode> children = new LinkedHashMap<>();
    private Optional<Action> action = Optional.empty();
    private Optional<CommandNode> redirect = Optional.empty();
    private BooleanSupplier available = () -> true;

    private CommandNode(String name, Optional<Argument<?>> argument) {
        this.name = name;
        this.argument = argument;
    }

    /** What a command does. */
    @FunctionalInterface
    public interface Action {

        /**
         * Carries the command out.
         *
         * @param arguments the values of its arguments
         * @throws CommandException if it cannot be carried out
         */
        void run(Arguments arguments) throws CommandException;
    }

    static CommandNode root() {
        return new CommandNode("", Optional.empty());
    }

    /**
     * Creates a node for a fixed word.
     *
     * @param word the word, without spaces
     * @return the node, without children and action
     */
    public static CommandNode literal(String word) {
        return new CommandNode(word, Optional.empty());
    }

    /**
     * Creates a node for an argument.
     *
     * @param argument the argument
     * @return the node, without children and action
     */
    public static CommandNode argument(Argument<?> argument) {
        return new CommandNode(argument.name(), Optional.of(argument));
    }

    /**
     * Adds what may follow.
     *
     * @param nodes the nodes; their order is that in which arguments are tried
     * @return this node
     */
    public CommandNode then(CommandNode... nodes) {
        for (CommandNode node : nodes) {
            children.put(node.name, node);
        }
        return this;
    }

    /**
     * Makes the line complete here.
     *
     * @param run what the command does then
     * @return this node
     */
    public CommandNode executes(Action run) {
        action = Optional.of(run);
        return this;
    }

    /**
     * Lets the same words follow as behind another node.
     *
     * @param other the other node
     * @return this node
     */
    public CommandNode redirect(CommandNode other) {
        redirect = Optional.of(other);
        return this;
    }

    /**
     * Hides the node, and what follows it, as long as a condition is false.
     *
     * @param condition asked for every line
     * @return this node
     */
    public CommandNode requires(BooleanSupplier condition) {
        available = condition;
        return this;
    }

    String name() {
        return name;
    }

    Optional<Action> action() {
        return action;
    }

    Optional<CommandNode> redirect() {
        return redirect;
    }

    Arguments parse(CommandReader reader, Arguments before) throws CommandException {
        if (argument.isPresent()) {
            return before.with(argument.get(), reader);
        }
        reader.readWord();
        return before;
    }

    /** The children to try for what comes next: the literal that stands there, or else every argument. */
    List<CommandNode> candidates(String word) {
        CommandNode exact = children.get(word);
        if (exact != null && exact.argument.isEmpty() && exact.available.getAsBoolean()) {
            return List.of(exact);
        }
        return children().stream().filter(child -> child.argument.isPresent()).toList();
    }

    List<CommandNode> children() {
        List<CommandNode> shown = new ArrayList<>(children.values());
        shown.removeIf(child -> !child.available.getAsBoolean());
        return Collections.unmodifiableList(shown);
    }

    /** The node as usage lines show it. */
    String usageText() {
        return argument.isPresent() ? "<" + name + ">" : name;
    }
}
