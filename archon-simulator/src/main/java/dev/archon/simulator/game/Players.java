package dev.archon.simulator.game;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The players who may come to a server, and those who are online. */
final class Players {

    static final int SLOTS = 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,16}");

    private static final List<String> KNOWN = List.of(
            "Alex",
            "Steve",
            "RedstoneRita",
            "CreeperCarl",
            "EnderEmma",
            "PickaxePaul",
            "NetherNora",
            "OakOscar",
            "LapisLuna",
            "GoldenGus",
            "QuartzQuinn",
            "MossyMax",
            "BirchBea",
            "SlimeSam",
            "PistonPia",
            "ObsidianOli",
            "WardenWill",
            "AxolotlAnn",
            "FletcherFinn",
            "BeaconBo");

    private final Set<String> online = new LinkedHashSet<>();
    private final Map<String, GameMode> gameModes = new HashMap<>();

    List<String> online() {
        return List.copyOf(online);
    }

    int count() {
        return online.size();
    }

    /** A random player who is not online, if there is one. */
    Optional<String> anyoneOffline(Random random) {
        List<String> offline = new ArrayList<>(KNOWN);
        offline.removeAll(online);
        return pick(offline, random);
    }

    Optional<String> anyoneOnline(Random random) {
        return pick(new ArrayList<>(online), random);
    }

    void join(String player) {
        online.add(player);
    }

    void leave(String player) {
        online.remove(player);
    }

    void everyoneLeaves() {
        online.clear();
    }

    /** The spelling of an online player's name, which the game compares without case. */
    Optional<String> findOnline(String name) {
        return find(online, name);
    }

    /**
     * Finds a player who exists: as the server does not ask Mojang for accounts, that is everyone whose name is possible.
     *
     * @return the name as it is spelled; if the player has not been online yet, as it was passed
     */
    Optional<String> findKnown(String name) {
        return find(KNOWN, name).or(() -> NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty());
    }

    boolean isOnline(String player) {
        return online.contains(player);
    }

    /** The game mode of a player: the one that was set for him, or the given default. */
    GameMode gameMode(String player, GameMode byDefault) {
        return gameModes.getOrDefault(player, byDefault);
    }

    void setGameMode(String player, GameMode mode) {
        gameModes.put(player, mode);
    }

    static UUID uuidOf(String player) {
        return UUID.nameUUIDFromBytes(("OfflinePlayer:" + player).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> find(Iterable<String> names, String name) {
        for (String each : names) {
            if (each.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> pick(List<String> names, Random random) {
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
    }
}
