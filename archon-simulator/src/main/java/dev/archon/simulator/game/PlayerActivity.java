package dev.archon.simulator.game;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Prints the actions of the players and the game: players join, chat, die and leave; the game saves and warns. */
final class PlayerActivity {

    private static final List<String> CHAT = List.of(
            "anyone at spawn?",
            "found diamonds at -54",
            "brb",
            "who took my elytra",
            "can someone /time set day",
            "gg",
            "selling 3 stacks of oak logs",
            "the farm is lagging again",
            "nice base!",
            "lol",
            "o/",
            "where is the nether portal",
            "creeper blew up my door :(",
            "trade mending for 20 emeralds?",
            "ça marche 👍",
            "coords?");
    private static final List<String> ADVANCEMENTS = List.of(
            "Stone Age",
            "Getting an Upgrade",
            "Acquire Hardware",
            "Suit Up",
            "Hot Stuff",
            "Isn't It Iron Pick",
            "Diamonds!",
            "We Need to Go Deeper",
            "Cover Me with Diamonds",
            "Enchanter",
            "The End?");
    private static final List<String> DEATHS = List.of(
            "was slain by Zombie",
            "fell from a high place",
            "was blown up by Creeper",
            "drowned",
            "tried to swim in lava",
            "was shot by Skeleton",
            "hit the ground too hard");

    private final Random random;
    private final Console console;
    private final Players players;
    private final AccessLists access;
    private final World world;

    PlayerActivity(Random random, Console console, Players players, AccessLists access, World world) {
        this.random = random;
        this.console = console;
        this.players = players;
        this.access = access;
        this.world = world;
    }

    /** Performs one action, chosen at random. */
    void next(int mostPlayers) {
        int roll = random.nextInt(100);
        if (players.count() == 0 || (roll < 18 && players.count() < mostPlayers)) {
            players.anyoneOffline(random).ifPresent(this::join);
        } else if (roll < 28) {
            players.anyoneOnline(random).ifPresent(player -> leave(player, "Disconnected"));
        } else if (roll < 75) {
            players.anyoneOnline(random)
                    .ifPresent(player -> console.print(
                            "Async Chat Thread - #" + random.nextInt(4), "INFO", "<" + player + "> " + pick(CHAT)));
        } else if (roll < 83) {
            players.anyoneOnline(random)
                    .ifPresent(player -> tellIf(
                            GameRules.ANNOUNCE_ADVANCEMENTS,
                            player + " has made the advancement [" + pick(ADVANCEMENTS) + "]"));
        } else if (roll < 90) {
            players.anyoneOnline(random)
                    .ifPresent(player -> tellIf(GameRules.SHOW_DEATH_MESSAGES, player + " " + pick(DEATHS)));
        } else if (roll < 96) {
            autosave();
        } else if (roll < 99) {
            int behind = 2000 + random.nextInt(4000);
            console.warn("Can't keep up! Is the server overloaded? Running " + behind + "ms or " + behind / 50
                    + " ticks behind");
        } else {
            console.stdout("[Waypoints] waypoints.dat written");
        }
    }

    /** A player tries to join, and is refused if he is banned or not on the whitelist. */
    void join(String player) {
        console.print(
                "User Authenticator #" + (1 + random.nextInt(3)),
                "INFO",
                "UUID of player " + player + " is " + Players.uuidOf(player));
        String address = "/203.0.113." + (1 + random.nextInt(254)) + ":" + (30_000 + random.nextInt(30_000));
        Optional<String> refusal = access.refusal(player);
        if (refusal.isPresent()) {
            console.info("Disconnecting " + player + " (" + address + "): " + refusal.get());
            console.info(player + " (" + address + ") lost connection: " + refusal.get());
            return;
        }
        console.info(String.format(
                Locale.ROOT,
                "%s[%s] logged in with entity id %d at (%.1f, %.1f, %.1f)",
                player,
                address,
                100 + random.nextInt(9000),
                random.nextInt(4000) / 10.0 - 200,
                63.0 + random.nextInt(20),
                random.nextInt(4000) / 10.0 - 200));
        console.info(player + " joined the game");
        players.join(player);
    }

    void leave(String player, String reason) {
        players.leave(player);
        console.info(player + " lost connection: " + reason);
        console.info(player + " left the game");
    }

    void everyoneLeaves(String reason) {
        players.online().forEach(player -> leave(player, reason));
    }

    private void tellIf(String rule, String text) {
        if (world.rules().isOn(rule)) {
            console.info(text);
        }
    }

    private void autosave() {
        if (world.autosave()) {
            console.info("Saving the game (this may take a moment!)");
            console.info("Saved the game");
        }
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
