package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.Optional;

/**
 * A long-running operation on a server's files, for example the unpacking of an archive.
 *
 * @param opText the kind as it was sent; see {@link #op()}
 * @param id the operation's id, a UUID
 * @param progress how much is done, as it was sent; usually 0.0 to 1.0, see {@link #clampedProgress()}
 * @param bytesProcessed bytes worked on so far
 * @param filesProcessed files worked on so far
 * @param stateText how it stands, as it was sent; see {@link #state()}
 * @param mime the archive's media type
 * @param currentFile the file being worked on
 * @param invalidPath the path that made it fail
 * @param src the archive's path
 * @param started when it began, as text from the server (ISO 8601)
 */
public record FilesystemOperation(
        String opText,
        String id,
        double progress,
        long bytesProcessed,
        long filesProcessed,
        String stateText,
        String mime,
        Optional<String> currentFile,
        Optional<String> invalidPath,
        String src,
        String started) {

    /**
     * Checks that nothing is {@code null}.
     *
     * @param opText see {@link #opText()}
     * @param id see {@link #id()}
     * @param progress see {@link #progress()}
     * @param bytesProcessed see {@link #bytesProcessed()}
     * @param filesProcessed see {@link #filesProcessed()}
     * @param stateText see {@link #stateText()}
     * @param mime see {@link #mime()}
     * @param currentFile see {@link #currentFile()}
     * @param invalidPath see {@link #invalidPath()}
     * @param src see {@link #src()}
     * @param started see {@link #started()}
     */
    public FilesystemOperation {
        required(opText, "opText");
        required(id, "id");
        required(stateText, "stateText");
        required(mime, "mime");
        required(currentFile, "currentFile");
        required(invalidPath, "invalidPath");
        required(src, "src");
        required(started, "started");
    }

    /**
     * The kind of operation.
     *
     * @return the kind, or {@link FilesystemOperationType#UNKNOWN}
     */
    public FilesystemOperationType op() {
        return FilesystemOperationType.of(opText);
    }

    /**
     * How the operation stands.
     *
     * @return the state, or {@link FilesystemOperationState#UNKNOWN}
     */
    public FilesystemOperationState state() {
        return FilesystemOperationState.of(stateText);
    }

    /**
     * The progress as a progress bar can show it.
     *
     * @return {@link #progress()}, not below 0 and not above 1
     */
    public double clampedProgress() {
        return Checks.clamp(progress);
    }
}
