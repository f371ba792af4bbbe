package dev.archon.simulator.game;

import static dev.archon.simulator.game.command.CommandNode.argument;
import static dev.archon.simulator.game.command.CommandNode.literal;

import dev.archon.simulator.game.command.Argument;
import dev.archon.simulator.game.command.ArgumentType;
import dev.archon.simulator.game.command.ArgumentTypes;
import dev.archon.simulator.game.command.Arguments;
import dev.archon.simulator.game.command.CommandException;
import dev.archon.simulator.game.command.CommandNode;
import dev.archon.simulator.game.command.CommandTree;
import java.util.function.ToLongFunction;

/** The commands that show and change the world: its time, weather, difficulty, rules and seed. */
final class WorldCommands {

    private final Console console;
    private final World world;
    private final Argument<Integer> ticks = new Argument<>("time", ArgumentTypes.time(0));
    private final Argument<Integer> duration = new Argument<>("duration", ArgumentTypes.time(1));
    private final Argument<GameMode> gameMode = new Argument<>("gamemode", PlayerCommands::gameMode);

    WorldCommands(Console console, World world) {
        this.console = console;
        this.world = world;
    }

    void addTo(CommandTree tree) {
        tree.add(
                time(),
                literal("weather")
                        .then(weather("clear", "clear"), weather("rain", "rain"), weather("thunder", "rain & thunder")),
                difficulty(),
                literal("defaultgamemode").then(argument(gameMode).executes(this::changeDefaultGameMode)),
                gameRules(),
                literal("seed").executes(arguments -> console.info("Seed: [" + world.seed() + "]")));
    }

    private CommandNode time() {
        return literal("time")
                .then(
                        literal("add").then(argument(ticks).executes(this::addTime)),
                        literal("query")
                                .then(
                                        query("daytime", WorldTime::ofDay),
                                        query("gametime", WorldTime::ofGame),
                                        query("day", WorldTime::day)),
                        literal("set")
                                .then(
                                        moment("day", 1000),
                                        moment("noon", 6000),
                                        moment("night", 13_000),
                                        moment("midnight", 18_000),
                                        argument(ticks).executes(arguments -> setTime(arguments.get(ticks)))));
    }

    private CommandNode moment(String word, int timeOfDay) {
        return literal(word).executes(arguments -> setTime(timeOfDay));
    }

    private CommandNode query(String word, ToLongFunction<WorldTime> reading) {
        return literal(word).executes(arguments -> console.info("The time is " + reading.applyAsLong(world.time())));
    }

    private void setTime(int moment) {
        world.time().set(moment);
        console.info("Set the time to " + moment);
    }

    private void addTime(Arguments arguments) {
        world.time().add(arguments.get(ticks));
        console.info("Set the time to " + world.time().ofDay());
    }

    private CommandNode weather(String word, String shown) {
        CommandNode.Action set = arguments -> console.info("Set the weather to " + shown);
        return literal(word).executes(set).then(argument(duration).executes(set));
    }

    private CommandNode difficulty() {
        CommandNode node = literal("difficulty")
                .executes(arguments ->
                        console.info("The difficulty is " + world.difficulty().title()));
        for (Difficulty each : Difficulty.values()) {
            node.then(literal(each.word()).executes(arguments -> changeDifficulty(each)));
        }
        return node;
    }

    private void changeDifficulty(Difficulty wanted) throws CommandException {
        if (world.difficulty() == wanted) {
            throw new CommandException("The difficulty did not change; it is already set to " + wanted.word());
        }
        world.difficulty(wanted);
        console.info("The difficulty has been set to " + wanted.title());
    }

    private void changeDefaultGameMode(Arguments arguments) {
        GameMode mode = arguments.get(gameMode);
        world.defaultGameMode(mode);
        console.info("The default game mode is now " + mode.title());
    }

    private CommandNode gameRules() {
        CommandNode node = literal("gamerule");
        world.rules()
                .all()
                .forEach((rule, initial) -> node.then(
                        initial instanceof Boolean
                                ? gameRule(rule, ArgumentTypes.bool())
                                : gameRule(rule, ArgumentTypes.integer(Integer.MIN_VALUE))));
        return node;
    }

    private <T> CommandNode gameRule(String rule, ArgumentType<T> type) {
        Argument<T> value = new Argument<>("value", type);
        return literal(rule)
                .executes(arguments -> console.info("Gamerule " + rule + " is currently set to: "
                        + world.rules().all().get(rule)))
                .then(argument(value).executes(arguments -> {
                    world.setRule(rule, arguments.get(value));
                    console.info("Gamerule " + rule + " is now set to: " + arguments.get(value));
                }));
    }
}
