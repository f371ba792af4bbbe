package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The whole state of a server in one event; newer servers send it beside {@link PowerStateEvent}.
 *
 * @param debug a description for developers: text, or the JSON of anything else
 * @param powerVariant the power state as it was sent; see {@link #powerVariantValue()}
 * @param exitCode the exit code of the last process, if it has ended
 * @param wasOom whether the last process was killed because it was out of memory
 * @param target the power state that the server has been asked for, as it was sent; see {@link #targetValue()}
 * @param uptime how long the process has run, in seconds
 * @param progress the content installation that is under way
 * @param contentError why the last content installation failed
 */
public record StateEvent(
        Optional<String> debug,
        String powerVariant,
        OptionalLong exitCode,
        Optional<Boolean> wasOom,
        Optional<String> target,
        OptionalLong uptime,
        Optional<Progress> progress,
        Optional<ContentError> contentError)
        implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "state";

    /** Checks that nothing is {@code null}. */
    public StateEvent {
        required(debug, "debug");
        required(powerVariant, "powerVariant");
        required(exitCode, "exitCode");
        required(wasOom, "wasOom");
        required(target, "target");
        required(uptime, "uptime");
        required(progress, "progress");
        required(contentError, "contentError");
    }

    /**
     * Makes an event with all that servers usually send.
     *
     * @param debug a description for developers: text, or the JSON of anything else
     * @param powerVariant the power state as it was sent; see {@link #powerVariantValue()}
     * @param exitCode the exit code of the last process, if it has ended
     * @param wasOom whether the last process was killed because it was out of memory
     * @param target the power state that the server has been asked for, as it was sent; see {@link #targetValue()}
     * @param uptime how long the process has run, in seconds
     * @param progress the content installation that is under way
     * @param contentError why the last content installation failed
     */
    public StateEvent(
            String debug,
            String powerVariant,
            OptionalLong exitCode,
            Optional<Boolean> wasOom,
            Optional<String> target,
            long uptime,
            Optional<Progress> progress,
            Optional<ContentError> contentError) {
        this(
                Optional.of(required(debug, "debug")),
                powerVariant,
                exitCode,
                wasOom,
                target,
                OptionalLong.of(uptime),
                progress,
                contentError);
    }

    /**
     * The power state that the server is in now.
     *
     * @return the state, or {@link PowerVariant#UNKNOWN}
     */
    public PowerVariant powerVariantValue() {
        return PowerVariant.of(powerVariant);
    }

    /**
     * The power state that the server has been asked for.
     *
     * @return the target, {@link PowerTarget#UNKNOWN} for one not known, empty if nothing has been asked
     */
    public Optional<PowerTarget> targetValue() {
        return target.map(PowerTarget::of);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * How far a content installation has come.
     *
     * @param startedAt when it began, as text from the server (ISO 8601)
     * @param phase the step as it was sent; see {@link #phaseValue()}
     * @param percent the percentage of the step that is done, as it was sent; usually 0 to 100
     */
    public record Progress(Optional<String> startedAt, Optional<String> phase, OptionalDouble percent) {

        /** Checks that nothing is {@code null}. */
        public Progress {
            required(startedAt, "startedAt");
            required(phase, "phase");
            required(percent, "percent");
        }

        /**
         * Makes a progress with all its parts.
         *
         * @param startedAt when it began, as text from the server (ISO 8601)
         * @param phase the step as it was sent; see {@link #phaseValue()}
         * @param percent the percentage of the step that is done, as it was sent; usually 0 to 100
         */
        public Progress(String startedAt, String phase, double percent) {
            this(
                    Optional.of(required(startedAt, "startedAt")),
                    Optional.of(required(phase, "phase")),
                    OptionalDouble.of(percent));
        }

        /**
         * The step that has been reached.
         *
         * @return the step, or {@link InstallPhase#UNKNOWN} if the server sent none that this version knows
         */
        public InstallPhase phaseValue() {
            return phase.map(InstallPhase::of).orElse(InstallPhase.UNKNOWN);
        }
    }

    /**
     * Why a content installation failed.
     *
     * @param step the step that failed
     * @param description the error in words
     */
    public record ContentError(Optional<String> step, Optional<String> description) {

        /** Checks that nothing is {@code null}. */
        public ContentError {
            required(step, "step");
            required(description, "description");
        }

        /**
         * Makes an error with all its parts.
         *
         * @param step the step that failed
         * @param description the error in words
         */
        public ContentError(String step, String description) {
            this(Optional.of(required(step, "step")), Optional.of(required(description, "description")));
        }
    }
}
