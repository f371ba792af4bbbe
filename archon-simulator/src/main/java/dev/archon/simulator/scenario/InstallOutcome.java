package dev.archon.simulator.scenario;

import java.util.Objects;
import java.util.Optional;

/** The end of an installation. */
public sealed interface InstallOutcome {

    /**
     * The installation succeeds.
     *
     * @return the outcome
     */
    static InstallOutcome ok() {
        return new Ok();
    }

    /**
     * The installation fails half-way.
     *
     * @param reason the reason, which clients are sent
     * @return the outcome
     */
    static InstallOutcome failed(String reason) {
        return new Failed(reason);
    }

    /**
     * The reason why it fails.
     *
     * @return the reason; empty if it succeeds
     */
    default Optional<String> failure() {
        return this instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** The installation succeeds. */
    record Ok() implements InstallOutcome {}

    /**
     * The installation fails half-way.
     *
     * @param reason the reason, which clients are sent
     */
    record Failed(String reason) implements InstallOutcome {

        /** Checks that there is a reason. */
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
