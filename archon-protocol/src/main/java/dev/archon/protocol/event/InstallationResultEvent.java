package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;

/**
 * An installation has ended.
 *
 * @param result the result as it was sent; see {@link #resultValue()}
 * @param reason why it failed, when it failed
 */
public record InstallationResultEvent(String result, Optional<String> reason) implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "installation-result";

    /** Checks that nothing is {@code null}. */
    public InstallationResultEvent {
        required(result, "result");
        required(reason, "reason");
    }

    /**
     * Makes the event of an installation that went well.
     *
     * @return the event
     */
    public static InstallationResultEvent ok() {
        return new InstallationResultEvent(InstallResult.OK.text(), Optional.empty());
    }

    /**
     * Makes the event of an installation that failed.
     *
     * @param reason why
     * @return the event
     */
    public static InstallationResultEvent err(String reason) {
        return new InstallationResultEvent(InstallResult.ERR.text(), Optional.of(reason));
    }

    /**
     * How the installation ended.
     *
     * @return the result, or {@link InstallResult#UNKNOWN}
     */
    public InstallResult resultValue() {
        return InstallResult.of(result);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
