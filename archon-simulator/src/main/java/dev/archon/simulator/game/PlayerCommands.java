package dev.archon.simulator.game;

import static dev.archon.simulator.game.command.CommandNode.argument;
import static dev.archon.simulator.game.command.CommandNode.literal;

import dev.archon.simulator.game.PlayerArguments.Selection;
import dev.archon.simulator.game.command.Argument;
import dev.archon.simulator.game.command.ArgumentTypes;
import dev.archon.simulator.game.command.Arguments;
import dev.archon.simulator.game.command.CommandException;
import dev.archon.simulator.game.command.CommandNode;
import dev.archon.simulator.game.command.CommandReader;
import dev.archon.simulator.game.command.CommandTree;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The commands that list players, send them messages, and change their items and their position. */
final class PlayerCommands {

    private static final double FARTHEST = 30_000_000;
    private static final String ITEM_ID = "abcdefghijklmnopqrstuvwxyz0123456789_:/.-";

    private final Console console;
    private final Players players;
    private final World world;

    private final Argument<Selection> targets;
    private final Argument<Selection> entities;
    private final Argument<Selection> destination;
    private final Argument<String> message = new Argument<>("message", ArgumentTypes.text());
    private final Argument<String> action = new Argument<>("action", ArgumentTypes.text());
    private final Argument<GameMode> gameMode = new Argument<>("gamemode", PlayerCommands::gameMode);
    private final Argument<Item> item = new Argument<>("item", PlayerCommands::item);
    private final Argument<Integer> count = new Argument<>("count", ArgumentTypes.integer(1));
    private final Argument<Location> location = new Argument<>("location", PlayerCommands::location);

    PlayerCommands(Console console, Players players, World world, PlayerArguments playerArguments) {
        this.console = console;
        this.players = players;
        this.world = world;
        this.targets = new Argument<>("targets", playerArguments.online());
        this.entities = new Argument<>("targets", playerArguments.entities());
        this.destination = new Argument<>("destination", playerArguments.entity());
    }

    void addTo(CommandTree tree) {
        CommandNode msg =
                literal("msg").then(argument(targets).then(argument(message).executes(this::tell)));
        CommandNode teleport = literal("teleport")
                .then(
                        argument(location).executes(PlayerCommands::needsAnEntity),
                        argument(destination).executes(PlayerCommands::needsAnEntity),
                        argument(entities)
                                .then(
                                        argument(location).executes(this::teleportTo),
                                        argument(destination).executes(this::teleportToEntity)));
        tree.add(
                literal("list")
                        .executes(arguments -> list(false))
                        .then(literal("uuids").executes(arguments -> list(true))),
                literal("say")
                        .then(argument(message)
                                .executes(
                                        arguments -> console.info("[Not Secure] [Server] " + arguments.get(message)))),
                literal("me")
                        .then(argument(action)
                                .executes(arguments -> console.info("[Not Secure] * Server " + arguments.get(action)))),
                msg,
                literal("tell").redirect(msg),
                literal("w").redirect(msg),
                literal("gamemode")
                        .then(argument(gameMode)
                                .executes(PlayerCommands::needsAPlayer)
                                .then(argument(targets).executes(this::changeGameMode))),
                literal("give")
                        .then(argument(targets)
                                .then(argument(item)
                                        .executes(this::give)
                                        .then(argument(count).executes(this::give)))),
                teleport,
                literal("tp").redirect(teleport));
    }

    private void list(boolean withIds) {
        List<String> online = players.online();
        console.info("There are " + online.size() + " of a max of " + Players.SLOTS + " players online: "
                + online.stream()
                        .map(player -> withIds ? player + " (" + Players.uuidOf(player) + ")" : player)
                        .collect(Collectors.joining(", ")));
    }

    private void tell(Arguments arguments) throws CommandException {
        for (String player : arguments.get(targets).players()) {
            console.info("You whisper to " + player + ": " + arguments.get(message));
        }
    }

    private void changeGameMode(Arguments arguments) throws CommandException {
        GameMode mode = arguments.get(gameMode);
        for (String player : arguments.get(targets).players()) {
            if (players.gameMode(player, world.defaultGameMode()) != mode) {
                players.setGameMode(player, mode);
                console.info("Set " + player + "'s game mode to " + mode.title());
            }
        }
    }

    private void give(Arguments arguments) throws CommandException {
        int amount = arguments.find(count).orElse(1);
        Item given = arguments.get(item);
        if (amount > given.most()) {
            throw new CommandException("Can't give more than " + given.most() + " of [" + given.title() + "]");
        }
        List<String> receivers = arguments.get(targets).players();
        console.info("Gave " + amount + " [" + given.title() + "] to "
                + (receivers.size() == 1 ? receivers.get(0) : receivers.size() + " players"));
    }

    private void teleportTo(Arguments arguments) throws CommandException {
        Location to = arguments.get(location);
        if (!to.isInTheWorld()) {
            throw new CommandException("Invalid position for teleport");
        }
        console.info("Teleported " + moved(arguments) + " to " + to);
    }

    private void teleportToEntity(Arguments arguments) throws CommandException {
        String moved = moved(arguments);
        console.info("Teleported " + moved + " to "
                + arguments.get(destination).players().get(0));
    }

    private String moved(Arguments arguments) throws CommandException {
        List<String> moved = arguments.get(entities).players();
        return moved.size() == 1 ? moved.get(0) : moved.size() + " entities";
    }

    private static void needsAPlayer(Arguments arguments) throws CommandException {
        throw new CommandException("A player is required to run this command here");
    }

    private static void needsAnEntity(Arguments arguments) throws CommandException {
        throw new CommandException("An entity is required to run this command here");
    }

    static GameMode gameMode(CommandReader reader) throws CommandException {
        String word = reader.readWhile(ArgumentTypes::isUnquoted);
        return GameMode.of(word).orElseThrow(() -> reader.error("Unknown game mode: " + word));
    }

    private static Item item(CommandReader reader) throws CommandException {
        int start = reader.position();
        String id = reader.readWhile(character -> ITEM_ID.indexOf(character) >= 0);
        return Item.of(id)
                .orElseThrow(() ->
                        reader.error("Unknown item '" + (id.contains(":") ? id : "minecraft:" + id) + "'", start));
    }

    /** A point in the world; a coordinate with {@code ~} is relative to the spawn point, which is the console's position. */
    private record Location(double x, double y, double z) {

        boolean isInTheWorld() {
            return Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST && Math.abs(z) <= FARTHEST;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%f, %f, %f", x, y, z);
        }
    }

    private static Location location(CommandReader reader) throws CommandException {
        int start = reader.position();
        double[] parts = new double[3];
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                if (!reader.canRead() || reader.peek() != ' ') {
                    throw reader.error("Incomplete (expected 3 coordinates)", start);
                }
                reader.skip();
            }
            parts[i] = coordinate(reader, i != 1);
        }
        return new Location(parts[0], parts[1], parts[2]);
    }

    /** A whole number means the middle of a block, but not upwards. */
    private static double coordinate(CommandReader reader, boolean horizontal) throws CommandException {
        if (!reader.canRead()) {
            throw reader.error("Expected a coordinate");
        }
        boolean relative = reader.peek() == '~';
        if (relative) {
            reader.skip();
            if (!reader.canRead() || reader.peek() == ' ') {
                return 0;
            }
        }
        int start = reader.position();
        double number = ArgumentTypes.decimal(reader);
        boolean whole = number == Math.rint(number) && !reader.readSince(start).contains(".");
        return horizontal && whole && !relative ? number + 0.5 : number;
    }
}
