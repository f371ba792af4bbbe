package dev.archon.simulator.game;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console commands of a running server, and what the game answers: wording and layout are those of Minecraft 1.21. */
final class Commands {

    private static final String UNKNOWN_COMMAND = "Unknown or incomplete command, see below for error";
    private static final String UNKNOWN_ARGUMENT = "Incorrect argument for command";
    private static final int SHOWN_BEFORE_THE_ERROR = 10;
    private static final Pattern TICKS = Pattern.compile("([0-9]{1,9})([dst]?)");
    private static final Map<String, String> USAGE = new TreeMap<>(Map.of(
            "deop", "/deop <targets>",
            "help", "/help [<command>]",
            "kick", "/kick <targets> [<reason>]",
            "list", "/list [uuids]",
            "op", "/op <targets>",
            "say", "/say <message>",
            "stop", "/stop",
            "time", "/time (add|query|set)"));

    private final Console console;
    private final Players players;
    private final Chatter chatter;
    private final WorldTime time;
    private final Runnable stop;

    Commands(Console console, Players players, Chatter chatter, WorldTime time, Runnable stop) {
        this.console = console;
        this.players = players;
        this.chatter = chatter;
        this.time = time;
        this.stop = stop;
    }

    /** Carries out a line as it was typed, with or without a slash. */
    void run(String line) {
        String text = line.strip();
        if (text.startsWith("/")) {
            text = text.substring(1);
        }
        int space = text.indexOf(' ');
        String name = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space + 1);
        switch (name) {
            case "list" -> list(text, rest);
            case "say" -> say(text, rest);
            case "op" -> op(text, rest);
            case "deop" -> deop(text, rest);
            case "kick" -> kick(text, rest);
            case "time" -> time(text, rest);
            case "help" -> help(rest);
            case "stop" -> stop(text, rest);
            default -> fail(UNKNOWN_COMMAND, text, 0);
        }
    }

    private void list(String text, String argument) {
        if (!argument.isEmpty() && !argument.equals("uuids")) {
            wrongArgument(text, argument);
            return;
        }
        List<String> online = players.online();
        List<String> shown = argument.isEmpty()
                ? online
                : online.stream()
                        .map(player -> player + " (" + Players.uuidOf(player) + ")")
                        .toList();
        console.info("There are " + online.size() + " of a max of " + Players.SLOTS + " players online: "
                + String.join(", ", shown));
    }

    private void say(String text, String message) {
        if (message.isEmpty()) {
            incomplete(text);
        } else {
            console.info("[Not Secure] [Server] " + message);
        }
    }

    private void op(String text, String name) {
        known(text, name).ifPresent(player -> {
            if (players.makeOperator(player)) {
                console.info("Made " + player + " a server operator");
            } else {
                console.info("Nothing changed. The player already is an operator");
            }
        });
    }

    private void deop(String text, String name) {
        known(text, name).ifPresent(player -> {
            if (players.unmakeOperator(player)) {
                console.info("Made " + player + " no longer a server operator");
            } else {
                console.info("Nothing changed. The player is not an operator");
            }
        });
    }

    /** The player who is meant; if there is none, the console says so. */
    private Optional<String> known(String text, String name) {
        if (name.isEmpty()) {
            incomplete(text);
            return Optional.empty();
        }
        Optional<String> player = players.findKnown(name);
        if (player.isEmpty()) {
            console.info("That player does not exist");
        }
        return player;
    }

    private void kick(String text, String arguments) {
        if (arguments.isEmpty()) {
            incomplete(text);
            return;
        }
        int space = arguments.indexOf(' ');
        String name = space < 0 ? arguments : arguments.substring(0, space);
        String reason = space < 0 ? "Kicked by an operator" : arguments.substring(space + 1);
        Optional<String> player = players.findOnline(name);
        if (player.isEmpty()) {
            console.info("No player was found");
            return;
        }
        console.info("Kicked " + player.get() + ": " + reason);
        chatter.leave(player.get(), reason);
    }

    private void time(String text, String arguments) {
        int space = arguments.indexOf(' ');
        String verb = space < 0 ? arguments : arguments.substring(0, space);
        String value = space < 0 ? "" : arguments.substring(space + 1);
        switch (verb) {
            case "set", "add", "query" -> {
                if (value.isEmpty()) {
                    incomplete(text);
                } else {
                    time(text, verb, value);
                }
            }
            case "" -> incomplete(text);
            default -> wrongArgument(text, arguments);
        }
    }

    private void time(String text, String verb, String value) {
        if (verb.equals("query")) {
            switch (value) {
                case "daytime" -> console.info("The time is " + time.ofDay());
                case "gametime" -> console.info("The time is " + time.ofGame());
                case "day" -> console.info("The time is " + time.day());
                default -> wrongArgument(text, value);
            }
            return;
        }
        OptionalLong ticks = verb.equals("set") ? momentOrTicks(value) : ticks(value);
        if (ticks.isEmpty()) {
            fail("Expected float", text, text.length() - value.length());
        } else if (verb.equals("set")) {
            time.set(ticks.getAsLong());
            console.info("Set the time to " + ticks.getAsLong());
        } else {
            time.add(ticks.getAsLong());
            console.info("Set the time to " + time.ofDay());
        }
    }

    private static OptionalLong momentOrTicks(String word) {
        return switch (word) {
            case "day" -> OptionalLong.of(1000);
            case "noon" -> OptionalLong.of(6000);
            case "night" -> OptionalLong.of(13_000);
            case "midnight" -> OptionalLong.of(18_000);
            default -> ticks(word);
        };
    }

    /** A number of ticks, of seconds with an {@code s}, or of days with a {@code d}. */
    private static OptionalLong ticks(String word) {
        Matcher matcher = TICKS.matcher(word);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return OptionalLong.of(
                switch (matcher.group(2)) {
                    case "d" -> number * WorldTime.TICKS_A_DAY;
                    case "s" -> number * WorldTime.TICKS_A_SECOND;
                    default -> number;
                });
    }

    private void help(String command) {
        if (command.isEmpty()) {
            USAGE.values().forEach(console::info);
        } else {
            console.info(USAGE.getOrDefault(command, "Unknown command or insufficient permissions"));
        }
    }

    private void stop(String text, String arguments) {
        if (arguments.isEmpty()) {
            stop.run();
        } else {
            wrongArgument(text, arguments);
        }
    }

    private void incomplete(String text) {
        fail(UNKNOWN_COMMAND, text, text.length());
    }

    private void wrongArgument(String text, String argument) {
        fail(UNKNOWN_ARGUMENT, text, text.length() - argument.length());
    }

    /** Says what is wrong, and shows the line from a little before the error on. */
    private void fail(String problem, String text, int at) {
        console.info(problem);
        String before = at > SHOWN_BEFORE_THE_ERROR ? "..." : "";
        console.info(before + text.substring(Math.max(0, at - SHOWN_BEFORE_THE_ERROR)) + "<--[HERE]");
    }
}
