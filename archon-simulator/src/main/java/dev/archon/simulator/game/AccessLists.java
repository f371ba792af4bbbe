package dev.archon.simulator.game;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may join a server and who may command it: operators, whitelist and bans. They outlive the process. */
final class AccessLists {

    static final String BANNED = "You are banned from this server";
    static final String NOT_WHITELISTED = "You are not white-listed on this server!";

    private final Set<String> operators = new LinkedHashSet<>();
    private final Set<String> whitelist = new LinkedHashSet<>();
    private final Map<String, String> bans = new LinkedHashMap<>();
    private boolean whitelistOn;

    /** The game's message to a player who may not join; empty if he may. */
    Optional<String> refusal(String player) {
        if (bans.containsKey(player)) {
            return Optional.of(BANNED);
        }
        boolean admitted = !whitelistOn || operators.contains(player) || whitelist.contains(player);
        return admitted ? Optional.empty() : Optional.of(NOT_WHITELISTED);
    }

    /** Makes a player an operator; false if he is one already. */
    boolean addOperator(String player) {
        return operators.add(player);
    }

    /** Makes an operator a normal player; false if he is not an operator. */
    boolean removeOperator(String player) {
        return operators.remove(player);
    }

    /** Bans a player; false if he is banned already. */
    boolean ban(String player, String reason) {
        return bans.putIfAbsent(player, reason) == null;
    }

    /** Lifts a ban; false if there is none. */
    boolean pardon(String player) {
        return bans.remove(player) != null;
    }

    /** The reasons of the bans by player, oldest first. */
    Map<String, String> bans() {
        return Collections.unmodifiableMap(bans);
    }

    /** Switches the whitelist; false if it is switched so already. */
    boolean switchWhitelist(boolean on) {
        boolean changes = whitelistOn != on;
        whitelistOn = on;
        return changes;
    }

    /** Puts a player on the whitelist; false if he is on it. */
    boolean addToWhitelist(String player) {
        return whitelist.add(player);
    }

    /** Takes a player off the whitelist; false if he is not on it. */
    boolean removeFromWhitelist(String player) {
        return whitelist.remove(player);
    }

    List<String> whitelist() {
        return List.copyOf(whitelist);
    }
}
