package dev.archon.simulator.game;

import java.util.Locale;

/** The difficulties of Minecraft. */
enum Difficulty {
    PEACEFUL("Peaceful"),
    EASY("Easy"),
    NORMAL("Normal"),
    HARD("Hard");

    private final String title;

    Difficulty(String title) {
        this.title = title;
    }

    /** The word that commands take. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name that the game shows. */
    String title() {
        return title;
    }
}
