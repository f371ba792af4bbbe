package dev.archon.simulator.game;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The rules of a world, with the names and defaults of Minecraft 1.21: each is a {@link Boolean} or an {@link Integer}. */
final class GameRules {

    static final String ANNOUNCE_ADVANCEMENTS = "announceAdvancements";
    static final String DAYLIGHT_CYCLE = "doDaylightCycle";
    static final String SHOW_DEATH_MESSAGES = "showDeathMessages";

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry(ANNOUNCE_ADVANCEMENTS, true),
            Map.entry("blockExplosionDropDecay", true),
            Map.entry("commandBlockOutput", true),
            Map.entry("commandModificationBlockLimit", 32_768),
            Map.entry("disableElytraMovementCheck", false),
            Map.entry("disablePlayerMovementCheck", false),
            Map.entry("disableRaids", false),
            Map.entry(DAYLIGHT_CYCLE, true),
            Map.entry("doEntityDrops", true),
            Map.entry("doFireTick", true),
            Map.entry("doImmediateRespawn", false),
            Map.entry("doInsomnia", true),
            Map.entry("doLimitedCrafting", false),
            Map.entry("doMobLoot", true),
            Map.entry("doMobSpawning", true),
            Map.entry("doPatrolSpawning", true),
            Map.entry("doTileDrops", true),
            Map.entry("doTraderSpawning", true),
            Map.entry("doVinesSpread", true),
            Map.entry("doWardenSpawning", true),
            Map.entry("doWeatherCycle", true),
            Map.entry("drowningDamage", true),
            Map.entry("enderPearlsVanishOnDeath", true),
            Map.entry("fallDamage", true),
            Map.entry("fireDamage", true),
            Map.entry("forgiveDeadPlayers", true),
            Map.entry("freezeDamage", true),
            Map.entry("globalSoundEvents", true),
            Map.entry("keepInventory", false),
            Map.entry("lavaSourceConversion", false),
            Map.entry("logAdminCommands", true),
            Map.entry("maxCommandChainLength", 65_536),
            Map.entry("maxCommandForkCount", 65_536),
            Map.entry("maxEntityCramming", 24),
            Map.entry("mobExplosionDropDecay", true),
            Map.entry("mobGriefing", true),
            Map.entry("naturalRegeneration", true),
            Map.entry("playersNetherPortalCreativeDelay", 0),
            Map.entry("playersNetherPortalDefaultDelay", 80),
            Map.entry("playersSleepingPercentage", 100),
            Map.entry("projectilesCanBreakBlocks", true),
            Map.entry("randomTickSpeed", 3),
            Map.entry("reducedDebugInfo", false),
            Map.entry("sendCommandFeedback", true),
            Map.entry(SHOW_DEATH_MESSAGES, true),
            Map.entry("snowAccumulationHeight", 1),
            Map.entry("spawnChunkRadius", 2),
            Map.entry("spawnRadius", 10),
            Map.entry("spectatorsGenerateChunks", true),
            Map.entry("tntExplosionDropDecay", false),
            Map.entry("universalAnger", false),
            Map.entry("waterSourceConversion", true));

    private final Map<String, Object> values = new TreeMap<>(DEFAULTS);

    /** All rules with their present values, in the order of the alphabet. */
    Map<String, Object> all() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether a rule that is either on or off is on. */
    boolean isOn(String rule) {
        return Boolean.TRUE.equals(values.get(rule));
    }

    /** Sets a rule that exists to a value of its own kind. */
    void set(String rule, Object value) {
        values.put(rule, value);
    }
}
