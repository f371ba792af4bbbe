package dev.archon.simulator.game;

import dev.archon.simulator.game.command.ArgumentType;
import dev.archon.simulator.game.command.ArgumentTypes;
import dev.archon.simulator.game.command.CommandException;
import dev.archon.simulator.game.command.CommandReader;
import java.util.List;
import java.util.Random;

/** The types of arguments that name players: names, and the selectors {@code @a @e @n @p @r @s} without their options. */
final class PlayerArguments {

    private static final int LONGEST_NAME = 16;

    private final Players players;
    private final Random random;

    PlayerArguments(Players players, Random random) {
        this.players = players;
        this.random = random;
    }

    /** The players that an argument names; resolved when the command is carried out. */
    @FunctionalInterface
    interface Selection {

        /**
         * Returns the players.
         *
         * @return at least one player's name
         * @throws CommandException if there is none
         */
        List<String> players() throws CommandException;
    }

    /** The players that a command accepts. */
    private enum Scope {
        PLAYERS("No player was found"),
        ENTITIES("No entity was found"),
        ENTITY("No entity was found");

        private final String nobody;

        Scope(String nobody) {
            this.nobody = nobody;
        }
    }

    /** Players who are online. */
    ArgumentType<Selection> online() {
        return reader -> online(reader, Scope.PLAYERS);
    }

    /** Entities, of which the players are the only ones here. */
    ArgumentType<Selection> entities() {
        return reader -> online(reader, Scope.ENTITIES);
    }

    /** A single entity. */
    ArgumentType<Selection> entity() {
        return reader -> online(reader, Scope.ENTITY);
    }

    /** Players who exist, online or not. */
    ArgumentType<Selection> known() {
        return reader -> {
            if (isSelector(reader)) {
                return selector(reader, Scope.PLAYERS);
            }
            String name = reader.readWord();
            return () -> List.of(
                    players.findKnown(name).orElseThrow(() -> new CommandException("That player does not exist")));
        };
    }

    private Selection online(CommandReader reader, Scope scope) throws CommandException {
        if (isSelector(reader)) {
            return selector(reader, scope);
        }
        int start = reader.position();
        String name = reader.readWhile(ArgumentTypes::isUnquoted);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw reader.error("Invalid name or UUID", start);
        }
        return () -> atLeastOne(players.findOnline(name).map(List::of).orElse(List.of()), scope);
    }

    private static boolean isSelector(CommandReader reader) {
        return reader.canRead() && reader.peek() == '@';
    }

    private Selection selector(CommandReader reader, Scope scope) throws CommandException {
        int start = reader.position();
        reader.skip();
        if (!reader.canRead()) {
            throw reader.error("Missing selector type", start);
        }
        char kind = reader.peek();
        reader.skip();
        if ("aenprs".indexOf(kind) < 0) {
            throw reader.error("Unknown selector type '@" + kind + "'", start);
        }
        if (scope == Scope.PLAYERS && (kind == 'e' || kind == 'n')) {
            throw reader.error(
                    "Only players may be affected by this command, but the provided selector includes entities", 0);
        }
        if (scope == Scope.ENTITY && (kind == 'e' || kind == 'a')) {
            throw reader.error("Only one entity is allowed, but the provided selector allows more than one", 0);
        }
        return () -> atLeastOne(selected(kind), scope);
    }

    private List<String> selected(char kind) {
        return switch (kind) {
            case 'a', 'e' -> players.online();
            case 'n', 'p' -> players.online().stream().limit(1).toList();
            case 'r' -> players.anyoneOnline(random).map(List::of).orElse(List.of());
            // The source of the command: the console, which is not a player.
            default -> List.of();
        };
    }

    private static List<String> atLeastOne(List<String> found, Scope scope) throws CommandException {
        if (found.isEmpty()) {
            throw new CommandException(scope.nobody);
        }
        return found;
    }
}
