package dev.archon.simulator.game;

import dev.archon.protocol.event.Platform;

/**
 * The software of a server.
 *
 * @param platform the kind of server
 * @param platformVersion the version of the mod loader or of the fork; empty for {@link Platform#VANILLA}
 * @param gameVersion the version of the game
 */
public record Software(Platform platform, String platformVersion, String gameVersion) {

    /** The software of a server without installations. */
    static final Software PAPER = new Software(Platform.PAPER, "232", "1.21.4");

    /** Whether mods are loaded into the game before it starts. */
    boolean hasModLoader() {
        return switch (platform) {
            case FORGE, NEOFORGE, FABRIC, QUILT -> true;
            case PAPER, PURPUR, VANILLA, UNKNOWN -> false;
        };
    }

    boolean isVanilla() {
        return platform == Platform.VANILLA;
    }

    /** The console line in which Paper and its forks print their version. */
    String versionLine() {
        return "This server is running " + platformName() + " version " + gameVersion + "-" + platformVersion
                + " (Implementing API version " + gameVersion + "-R0.1-SNAPSHOT)";
    }

    /** The platform's name as it writes it itself. */
    String platformName() {
        return switch (platform) {
            case FORGE -> "Forge";
            case NEOFORGE -> "NeoForge";
            case FABRIC -> "Fabric Loader";
            case QUILT -> "Quilt Loader";
            case PAPER -> "Paper";
            case PURPUR -> "Purpur";
            case VANILLA, UNKNOWN -> "Vanilla";
        };
    }
}
