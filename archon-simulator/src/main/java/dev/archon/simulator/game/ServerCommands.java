package dev.archon.simulator.game;

import static dev.archon.simulator.game.command.CommandNode.argument;
import static dev.archon.simulator.game.command.CommandNode.literal;

import dev.archon.protocol.event.Platform;
import dev.archon.simulator.game.command.Argument;
import dev.archon.simulator.game.command.ArgumentTypes;
import dev.archon.simulator.game.command.CommandException;
import dev.archon.simulator.game.command.CommandNode;
import dev.archon.simulator.game.command.CommandTree;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The commands that concern the server itself: help, saving, reloading, stopping, and on Paper its version and plug-ins. */
final class ServerCommands {

    private static final List<String> PLUGINS = List.of("ChunkLog", "Waypoints");

    private final Console console;
    private final World world;
    private final ServerProcess process;
    private final Supplier<Software> software;
    private final Runnable stop;
    private final Argument<String> command = new Argument<>("command", ArgumentTypes.text());

    ServerCommands(Console console, World world, ServerProcess process, Supplier<Software> software, Runnable stop) {
        this.console = console;
        this.world = world;
        this.process = process;
        this.software = software;
        this.stop = stop;
    }

    void addTo(CommandTree tree) {
        tree.add(
                literal("help")
                        .executes(arguments -> tree.usages().forEach(console::info))
                        .then(argument(command).executes(arguments -> help(tree, arguments.get(command)))),
                literal("save-all")
                        .executes(arguments -> save())
                        .then(literal("flush").executes(arguments -> save())),
                literal("save-on").executes(arguments -> switchAutosave(true)),
                literal("save-off").executes(arguments -> switchAutosave(false)),
                literal("reload").executes(arguments -> reload()),
                literal("stop").executes(arguments -> stop.run()),
                paper("version", this::showVersion),
                paper("plugins", this::showPlugins),
                paper("tps", this::showTicks));
    }

    private CommandNode paper(String name, Runnable action) {
        return literal(name).requires(this::isPaper).executes(arguments -> action.run());
    }

    private boolean isPaper() {
        Platform platform = software.get().platform();
        return platform == Platform.PAPER || platform == Platform.PURPUR;
    }

    private void help(CommandTree tree, String about) throws CommandException {
        List<String> usages = tree.usages(about);
        if (usages.isEmpty()) {
            throw new CommandException("Unknown command or insufficient permissions");
        }
        usages.forEach(console::info);
    }

    private void save() {
        console.info("Saving the game (this may take a moment!)");
        console.info("Saved the game");
    }

    private void switchAutosave(boolean on) throws CommandException {
        if (world.autosave() == on) {
            throw new CommandException("Saving is already turned " + (on ? "on" : "off"));
        }
        world.autosave(on);
        console.info("Automatic saving is now " + (on ? "enabled" : "disabled"));
    }

    private void reload() {
        console.info("Reloading!");
        process.planned(Duration.ofMillis(700), () -> {
            console.info("Loaded " + BootLog.RECIPES + " recipes");
            console.info("Loaded " + BootLog.ADVANCEMENTS + " advancements");
        });
    }

    private void showVersion() {
        console.info(software.get().versionLine());
        console.info("You are running the latest version");
    }

    private void showPlugins() {
        console.info("ℹ Server Plugins (" + PLUGINS.size() + "):");
        console.info("Bukkit Plugins (" + PLUGINS.size() + "):");
        console.info(" - " + String.join(", ", PLUGINS));
    }

    private void showTicks() {
        console.info("TPS from last 1m, 5m, 15m: 20.0, 20.0, 20.0");
    }
}
