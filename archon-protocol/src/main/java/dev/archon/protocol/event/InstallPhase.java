package dev.archon.protocol.event;

/** The step that a content installation has reached. */
public enum InstallPhase implements WireValue {
    /** The content is being looked at. */
    ANALYZING("Analyzing"),

    /** The mod pack is being installed. */
    INSTALLING_PACK("InstallingPack"),

    /** The mod loader is being installed. */
    INSTALLING_LOADER("InstallingLoader"),

    /** Single mods, plugins and data packs are being installed. */
    ADDONS("Addons"),

    /** A value that this version does not know; the event's component has it as it was sent. */
    UNKNOWN("");

    private final String text;

    InstallPhase(String text) {
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
    public static InstallPhase of(String text) {
        return switch (text) {
            case "Analyzing" -> ANALYZING;
            case "InstallingPack" -> INSTALLING_PACK;
            case "InstallingLoader" -> INSTALLING_LOADER;
            case "Addons" -> ADDONS;
            default -> UNKNOWN;
        };
    }
}
