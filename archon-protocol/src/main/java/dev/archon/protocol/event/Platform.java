package dev.archon.protocol.event;

/** The server software that a world runs on. */
public enum Platform implements WireValue {
    /** Forge. */
    FORGE("forge"),

    /** NeoForge. */
    NEOFORGE("neoforge"),

    /** Fabric. */
    FABRIC("fabric"),

    /** Quilt. */
    QUILT("quilt"),

    /** Paper. */
    PAPER("paper"),

    /** Purpur. */
    PURPUR("purpur"),

    /** The game's own server. */
    VANILLA("vanilla"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    Platform(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * Finds the constant for a text from the wire.
     *
     * @param text the value as it was sent
     * @return the constant, or {@link #UNKNOWN}
     */
    public static Platform of(String text) {
        return switch (text) {
            case "forge" -> FORGE;
            case "neoforge" -> NEOFORGE;
            case "fabric" -> FABRIC;
            case "quilt" -> QUILT;
            case "paper" -> PAPER;
            case "purpur" -> PURPUR;
            case "vanilla" -> VANILLA;
            default -> UNKNOWN;
        };
    }
}
