package dev.archon.simulator.game;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The console commands of a running server, and what the game answers. */
final class Commands {

    private static final int DAY_TICKS = 24_000;

    private final Console console;
    private final Players players;
    private final Chatter chatter;
    private final Runnable stop;
    private long dayTime = 1000;

    Commands(Console console, Players players, Chatter chatter, Runnable stop) {
        this.console = console;
        this.players = players;
        this.chatter = chatter;
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
        String rest = space < 0 ? "" : text.substring(space + 1).strip();
        switch (name) {
            case "list" -> list();
            case "say" -> say(text, rest);
            case "op" -> op(text, rest);
            case "deop" -> deop(text, rest);
            case "kick" -> kick(text, rest);
            case "time" -> time(text, rest);
            case "help" -> help();
            case "stop" -> stop.run();
            default -> unknown(text);
        }
    }

    private void list() {
        List<String> online = players.online();
        console.info("There are " + online.size() + " of a max of " + Players.SLOTS + " players online: "
                + String.join(", ", online));
    }

    private void say(String text, String message) {
        if (message.isEmpty()) {
            unknown(text);
        } else {
            console.info("[Not Secure] [Server] " + message);
        }
    }

    private void op(String text, String name) {
        if (name.isEmpty()) {
            unknown(text);
            return;
        }
        Optional<String> player = players.findKnown(name);
        if (player.isEmpty()) {
            console.info("That player does not exist");
        } else if (players.makeOperator(player.get())) {
            console.info("Made " + player.get() + " a server operator");
        } else {
            console.info("Nothing changed. The player already is an operator");
        }
    }

    private void deop(String text, String name) {
        if (name.isEmpty()) {
            unknown(text);
            return;
        }
        Optional<String> player = players.findKnown(name);
        if (player.isEmpty()) {
            console.info("That player does not exist");
        } else if (players.unmakeOperator(player.get())) {
            console.info("Made " + player.get() + " no longer a server operator");
        } else {
            console.info("Nothing changed. The player is not an operator");
        }
    }

    private void kick(String text, String arguments) {
        if (arguments.isEmpty()) {
            unknown(text);
            return;
        }
        int space = arguments.indexOf(' ');
        String name = space < 0 ? arguments : arguments.substring(0, space);
        String reason = space < 0
                ? "Kicked by an operator"
                : arguments.substring(space + 1).strip();
        Optional<String> player = players.findOnline(name);
        if (player.isEmpty()) {
            console.info("No player was found");
            return;
        }
        console.info("Kicked " + player.get() + ": " + reason);
        chatter.leave(player.get(), reason);
    }

    private void time(String text, String arguments) {
        String[] words = arguments.split(" +", -1);
        Optional<Long> ticks = words.length == 2 ? ticks(words[1]) : Optional.empty();
        if (words.length == 2 && words[0].equals("set") && ticks.isPresent()) {
            dayTime = ticks.get();
            console.info("Set the time to " + dayTime);
        } else if (words.length == 2 && words[0].equals("add") && ticks.isPresent()) {
            dayTime = (dayTime + ticks.get()) % DAY_TICKS;
            console.info("Set the time to " + dayTime);
        } else if (arguments.equals("query daytime") || arguments.equals("query gametime")) {
            console.info("The time is " + dayTime);
        } else {
            unknown(text);
        }
    }

    private static Optional<Long> ticks(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "day" -> Optional.of(1000L);
            case "noon" -> Optional.of(6000L);
            case "night" -> Optional.of(13_000L);
            case "midnight" -> Optional.of(18_000L);
            default -> word.matches("[0-9]{1,9}") ? Optional.of(Long.parseLong(word)) : Optional.empty();
        };
    }

    private void help() {
        List.of(
                        "/deop <targets>",
                        "/help [<command>]",
                        "/kick <targets> [<reason>]",
                        "/list [uuids]",
                        "/op <targets>",
                        "/say <message>",
                        "/stop",
                        "/time (add|query|set)")
                .forEach(console::info);
    }

    private void unknown(String text) {
        console.info("Unknown or incomplete command, see below for error");
        console.info(text + "<--[HERE]");
    }
}
