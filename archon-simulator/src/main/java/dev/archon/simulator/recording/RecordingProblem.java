package dev.archon.simulator.recording;

/** A line that does not belong in a recording. The message names the field. */
final class RecordingProblem extends Exception {

    private static final long serialVersionUID = 1;

    RecordingProblem(String message) {
        super(message);
    }

    RecordingProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
