package dev.archon.simulator.scenario;

import java.util.Objects;
import java.util.Optional;

/** How an installation ends. */
public sealed interface InstallOutcome {

    /**
     * It goes well.
     *
     * @return the outcome
     */
    static InstallOutcome ok() {
        return new Ok();
    }

    /**
     * It fails on its way.
     *
     * @param reason why, as clients are told
     * @return the outcome
     */
    static InstallOutcome failed(String reason) {
        return new Failed(reason);
    }

    /**
     * Why it fails.
     *
     * @return the reason; empty if it goes well
     */
    default Optional<String> failure() {
        return this instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** It goes well. */
    record Ok() implements InstallOutcome {}

    /**
     * It fails on its way.
     *
     * @param reason why, as clients are told
     */
    record Failed(String reason) implements InstallOutcome {

        /** Checks that there is a reason. */
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
