package dev.archon.simulator.game;

import static dev.archon.simulator.game.command.CommandNode.argument;
import static dev.archon.simulator.game.command.CommandNode.literal;

import dev.archon.simulator.game.PlayerArguments.Selection;
import dev.archon.simulator.game.command.Argument;
import dev.archon.simulator.game.command.ArgumentTypes;
import dev.archon.simulator.game.command.Arguments;
import dev.archon.simulator.game.command.CommandException;
import dev.archon.simulator.game.command.CommandNode;
import dev.archon.simulator.game.command.CommandTree;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The commands that say who may join and who may command: {@code ban}, {@code op}, {@code whitelist} and theirs. */
final class AccessCommands {

    private final Console console;
    private final Players players;
    private final AccessLists access;
    private final PlayerActivity activity;
    private final Argument<Selection> known;
    private final Argument<Selection> online;
    private final Argument<String> reason = new Argument<>("reason", ArgumentTypes.text());

    AccessCommands(
            Console console,
            Players players,
            AccessLists access,
            PlayerActivity activity,
            PlayerArguments playerArguments) {
        this.console = console;
        this.players = players;
        this.access = access;
        this.activity = activity;
        this.known = new Argument<>("targets", playerArguments.known());
        this.online = new Argument<>("targets", playerArguments.online());
    }

    void addTo(CommandTree tree) {
        tree.add(
                literal("ban")
                        .then(argument(known)
                                .executes(this::ban)
                                .then(argument(reason).executes(this::ban))),
                literal("banlist")
                        .executes(arguments -> banlist())
                        .then(literal("players").executes(arguments -> banlist())),
                forEach("pardon", access::pardon, "Unbanned %s", "Nothing changed. The player isn't banned"),
                forEach(
                        "op",
                        access::addOperator,
                        "Made %s a server operator",
                        "Nothing changed. The player already is an operator"),
                forEach(
                        "deop",
                        access::removeOperator,
                        "Made %s no longer a server operator",
                        "Nothing changed. The player is not an operator"),
                literal("kick")
                        .then(argument(online)
                                .executes(this::kick)
                                .then(argument(reason).executes(this::kick))),
                whitelist());
    }

    private CommandNode whitelist() {
        return literal("whitelist")
                .then(
                        literal("on").executes(arguments -> switchWhitelist(true)),
                        literal("off").executes(arguments -> switchWhitelist(false)),
                        literal("list").executes(arguments -> showWhitelist()),
                        forEach(
                                "add",
                                access::addToWhitelist,
                                "Added %s to the whitelist",
                                "Player is already whitelisted"),
                        forEach(
                                "remove",
                                access::removeFromWhitelist,
                                "Removed %s from the whitelist",
                                "Player is not whitelisted"),
                        literal("reload").executes(arguments -> console.info("Reloaded the whitelist")));
    }

    /**
     * A command that changes something for every player named.
     *
     * @param change returns whether it changed anything for a player
     * @param done the text that is printed for each player that was changed
     * @param unchanged the text that is printed if no player was changed
     */
    private CommandNode forEach(String name, Predicate<String> change, String done, String unchanged) {
        return literal(name).then(argument(known).executes(arguments -> {
            List<String> changed =
                    arguments.get(known).players().stream().filter(change).toList();
            if (changed.isEmpty()) {
                throw new CommandException(unchanged);
            }
            changed.forEach(player -> console.info(done.replace("%s", player)));
        }));
    }

    private void ban(Arguments arguments) throws CommandException {
        String why = arguments.find(reason).orElse("Banned by an operator.");
        List<String> banned = arguments.get(known).players().stream()
                .filter(player -> access.ban(player, why))
                .toList();
        if (banned.isEmpty()) {
            throw new CommandException("Nothing changed. The player is already banned");
        }
        for (String player : banned) {
            console.info("Banned " + player + ": " + why);
            if (players.isOnline(player)) {
                activity.leave(player, AccessLists.BANNED);
            }
        }
    }

    private void banlist() {
        Map<String, String> bans = access.bans();
        if (bans.isEmpty()) {
            console.info("There are no bans");
            return;
        }
        console.info("There are " + bans.size() + " ban(s):");
        bans.forEach((player, why) -> console.info(player + " was banned by Server: " + why));
    }

    private void kick(Arguments arguments) throws CommandException {
        String why = arguments.find(reason).orElse("Kicked by an operator");
        for (String player : arguments.get(online).players()) {
            console.info("Kicked " + player + ": " + why);
            activity.leave(player, why);
        }
    }

    private void switchWhitelist(boolean on) throws CommandException {
        String state = on ? "on" : "off";
        if (!access.switchWhitelist(on)) {
            throw new CommandException("Whitelist is already turned " + state);
        }
        console.info("Whitelist is now turned " + state);
    }

    private void showWhitelist() {
        List<String> names = access.whitelist();
        console.info(
                names.isEmpty()
                        ? "There are no whitelisted players"
                        : "There are " + names.size() + " whitelisted player(s): " + String.join(", ", names));
    }
}
