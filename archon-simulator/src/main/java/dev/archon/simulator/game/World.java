package dev.archon.simulator.game;

/** The settings of the world that commands change and that outlive the process. */
final class World {

    private final long seed;
    private final WorldTime time;
    private final GameRules rules = new GameRules();
    private Difficulty difficulty = Difficulty.EASY;
    private GameMode defaultGameMode = GameMode.SURVIVAL;
    private boolean autosave = true;

    World(long seed, WorldTime time) {
        this.seed = seed;
        this.time = time;
    }

    long seed() {
        return seed;
    }

    WorldTime time() {
        return time;
    }

    GameRules rules() {
        return rules;
    }

    /** Sets a rule that exists to a value of its own kind. */
    void setRule(String rule, Object value) {
        rules.set(rule, value);
        if (rule.equals(GameRules.DAYLIGHT_CYCLE)) {
            time.setDaylightCycle(rules.isOn(rule));
        }
    }

    Difficulty difficulty() {
        return difficulty;
    }

    void difficulty(Difficulty changed) {
        difficulty = changed;
    }

    GameMode defaultGameMode() {
        return defaultGameMode;
    }

    void defaultGameMode(GameMode changed) {
        defaultGameMode = changed;
    }

    /** Whether the game saves the world by itself. */
    boolean autosave() {
        return autosave;
    }

    void autosave(boolean changed) {
        autosave = changed;
    }
}
