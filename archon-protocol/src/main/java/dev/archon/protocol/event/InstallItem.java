package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One installation on a server. The server may leave out any of its parts.
 *
 * @param worldId the world it is for
 * @param key the content that is being installed; {@link InstallKey.Unknown} if the server sent none
 * @param id the installation's id
 * @param progress the percentage that is done, as it was sent; usually 0 to 100, see {@link #clampedProgress()}
 * @param error why it failed
 */
public record InstallItem(
        Optional<String> worldId,
        InstallKey key,
        Optional<String> id,
        OptionalDouble progress,
        Optional<String> error) {

    /** In per cent. */
    private static final double ALL = 100;

    /** Checks that nothing is {@code null}. */
    public InstallItem {
        required(worldId, "worldId");
        required(key, "key");
        required(id, "id");
        required(progress, "progress");
        required(error, "error");
    }

    /**
     * Makes an installation with its ids.
     *
     * @param worldId the world it is for
     * @param key the content that is being installed; {@link InstallKey.Unknown} if the server sent none
     * @param id the installation's id
     * @param progress the percentage that is done, as it was sent; usually 0 to 100, see {@link
     *     #clampedProgress()}
     * @param error why it failed
     */
    public InstallItem(String worldId, InstallKey key, String id, OptionalDouble progress, Optional<String> error) {
        this(Optional.of(required(worldId, "worldId")), key, Optional.of(required(id, "id")), progress, error);
    }

    /**
     * Whether the installation has ended well. The server keeps it in its list for a while then.
     *
     * @return whether its progress has reached 100 without an error
     */
    public boolean done() {
        return error.isEmpty() && progress.isPresent() && progress.getAsDouble() >= ALL;
    }

    /**
     * Whether the installation has failed.
     *
     * @return whether there is an error
     */
    public boolean failed() {
        return error.isPresent();
    }

    /**
     * The progress as a progress bar can show it: a fraction, as that of all other events.
     *
     * @return a hundredth of {@link #progress()}, not below 0 and not above 1; empty if the server sent none
     */
    public OptionalDouble clampedProgress() {
        return Checks.clamp(progress, ALL);
    }
}
