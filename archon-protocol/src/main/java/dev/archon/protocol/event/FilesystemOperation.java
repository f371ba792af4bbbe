package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A long-running operation on a server's files, for example the unpacking of an archive. The server may leave out any
 * of its parts.
 *
 * @param op the kind as it was sent; see {@link #opValue()}
 * @param id the operation's id, a UUID
 * @param progress the fraction that is done, as it was sent; usually 0.0 to 1.0, see {@link #clampedProgress()}
 * @param bytesProcessed bytes worked on so far, unsigned
 * @param filesProcessed files worked on so far, unsigned
 * @param state the state as it was sent; see {@link #stateValue()}
 * @param mime the archive's media type
 * @param currentFile the file being worked on
 * @param invalidPath the path that made it fail
 * @param src the archive's path
 * @param started when it began, as text from the server (ISO 8601)
 */
public record FilesystemOperation(
        Optional<String> op,
        Optional<String> id,
        OptionalDouble progress,
        OptionalLong bytesProcessed,
        OptionalLong filesProcessed,
        Optional<String> state,
        Optional<String> mime,
        Optional<String> currentFile,
        Optional<String> invalidPath,
        Optional<String> src,
        Optional<String> started) {

    /** Checks that nothing is {@code null}. */
    public FilesystemOperation {
        required(op, "op");
        required(id, "id");
        required(progress, "progress");
        required(bytesProcessed, "bytesProcessed");
        required(filesProcessed, "filesProcessed");
        required(state, "state");
        required(mime, "mime");
        required(currentFile, "currentFile");
        required(invalidPath, "invalidPath");
        required(src, "src");
        required(started, "started");
    }

    /**
     * Makes an operation with all that servers usually send.
     *
     * @param op the kind as it was sent; see {@link #opValue()}
     * @param id the operation's id, a UUID
     * @param progress the fraction that is done, as it was sent; usually 0.0 to 1.0, see {@link #clampedProgress()}
     * @param bytesProcessed bytes worked on so far, unsigned
     * @param filesProcessed files worked on so far, unsigned
     * @param state the state as it was sent; see {@link #stateValue()}
     * @param mime the archive's media type
     * @param currentFile the file being worked on
     * @param invalidPath the path that made it fail
     * @param src the archive's path
     * @param started when it began, as text from the server (ISO 8601)
     */
    public FilesystemOperation(
            String op,
            String id,
            double progress,
            long bytesProcessed,
            long filesProcessed,
            String state,
            String mime,
            Optional<String> currentFile,
            Optional<String> invalidPath,
            String src,
            String started) {
        this(
                Optional.of(required(op, "op")),
                Optional.of(required(id, "id")),
                OptionalDouble.of(progress),
                OptionalLong.of(bytesProcessed),
                OptionalLong.of(filesProcessed),
                Optional.of(required(state, "state")),
                Optional.of(required(mime, "mime")),
                currentFile,
                invalidPath,
                Optional.of(required(src, "src")),
                Optional.of(required(started, "started")));
    }

    /**
     * The kind of operation.
     *
     * @return the kind, or {@link FilesystemOperationType#UNKNOWN} if the server sent none that this version knows
     */
    public FilesystemOperationType opValue() {
        return op.map(FilesystemOperationType::of).orElse(FilesystemOperationType.UNKNOWN);
    }

    /**
     * The state of the operation.
     *
     * @return the state, or {@link FilesystemOperationState#UNKNOWN} if the server sent none that this version knows
     */
    public FilesystemOperationState stateValue() {
        return state.map(FilesystemOperationState::of).orElse(FilesystemOperationState.UNKNOWN);
    }

    /**
     * Whether the operation has failed.
     *
     * @return whether {@link #state()} starts with {@code fail}, also if this version does not know it
     */
    public boolean failed() {
        return stateValue().isFailure();
    }

    /**
     * The progress as a progress bar can show it.
     *
     * @return {@link #progress()}, not below 0 and not above 1; empty if the server sent none
     */
    public OptionalDouble clampedProgress() {
        return Checks.clamp(progress, 1);
    }
}
