package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One installation on a server.
 *
 * @param worldId the world it is for
 * @param key what is being installed
 * @param id the installation's id
 * @param progress how much is done, as it was sent; usually 0.0 to 1.0, see {@link #clampedProgress()}
 * @param error why it failed
 */
public record InstallItem(String worldId, InstallKey key, String id, OptionalDouble progress, Optional<String> error) {

    /**
     * Checks that nothing is {@code null}.
     *
     * @param worldId see {@link #worldId()}
     * @param key see {@link #key()}
     * @param id see {@link #id()}
     * @param progress see {@link #progress()}
     * @param error see {@link #error()}
     */
    public InstallItem {
        required(worldId, "worldId");
        required(key, "key");
        required(id, "id");
        required(progress, "progress");
        required(error, "error");
    }

    /**
     * The progress as a progress bar can show it.
     *
     * @return {@link #progress()}, not below 0 and not above 1; empty if the server sent none
     */
    public OptionalDouble clampedProgress() {
        return progress.isPresent() ? OptionalDouble.of(Checks.clamp(progress.getAsDouble())) : progress;
    }
}
