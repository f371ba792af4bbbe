package dev.archon.simulator.game.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes how commands are used: {@code <argument>}, {@code [what may be left out]}, {@code (one|of|several)}. Where several
 * words may follow only these are shown, not what follows them.
 */
final class CommandUsage {

    private CommandUsage() {}

    /** The usage of a command, beginning with its own word. */
    static String of(CommandNode command) {
        return usage(command, false, false);
    }

    /** The ways to go on behind a node. */
    static List<String> after(CommandNode node) {
        boolean optional = node.action().isPresent();
        return node.redirect().orElse(node).children().stream()
                .map(child -> usage(child, optional, false))
                .toList();
    }

    private static String usage(CommandNode node, boolean optional, boolean alone) {
        String self = optional ? "[" + node.usageText() + "]" : node.usageText();
        if (alone) {
            return self;
        }
        Optional<CommandNode> redirect = node.redirect();
        if (redirect.isPresent()) {
            return self + " -> " + redirect.get().usageText();
        }
        boolean mayEnd = node.action().isPresent();
        List<CommandNode> children = node.children();
        if (children.isEmpty()) {
            return self;
        }
        if (children.size() == 1) {
            return self + " " + usage(children.get(0), mayEnd, mayEnd);
        }
        String choices = children.stream().map(CommandNode::usageText).collect(Collectors.joining("|"));
        return self + " " + (mayEnd ? "[" + choices + "]" : "(" + choices + ")");
    }
}
