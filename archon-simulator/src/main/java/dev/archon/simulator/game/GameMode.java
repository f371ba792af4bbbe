package dev.archon.simulator.game;

import java.util.Locale;
import java.util.Optional;

/** The game modes of Minecraft. */
enum GameMode {
    SURVIVAL("Survival Mode"),
    CREATIVE("Creative Mode"),
    ADVENTURE("Adventure Mode"),
    SPECTATOR("Spectator Mode");

    private final String title;

    GameMode(String title) {
        this.title = title;
    }

    /** The mode of a word that commands take, if it is one. */
    static Optional<GameMode> of(String word) {
        for (GameMode mode : values()) {
            if (mode.word().equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name that the game shows. */
    String title() {
        return title;
    }
}
