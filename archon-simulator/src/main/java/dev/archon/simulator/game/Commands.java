package dev.archon.simulator.game;

import dev.archon.simulator.game.command.CommandTree;

/** The console commands of a running server; wording and layout of the answers are those of Minecraft 1.21. */
final class Commands {

    private final CommandTree tree = new CommandTree();
    private final Console console;

    Commands(
            Console console,
            AccessCommands access,
            PlayerCommands players,
            WorldCommands world,
            ServerCommands server) {
        this.console = console;
        access.addTo(tree);
        players.addTo(tree);
        world.addTo(tree);
        server.addTo(tree);
    }

    /** Carries out a line as it was typed, with or without a slash. */
    void run(String line) {
        tree.run(line, console::info);
    }
}
