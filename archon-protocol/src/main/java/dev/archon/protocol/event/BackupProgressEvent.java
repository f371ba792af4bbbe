package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;
import static dev.archon.protocol.event.Checks.textOf;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far the making or restoring of a backup has come.
 *
 * @param id the backup's id, a UUID
 * @param task the task as it was sent; see {@link #taskValue()}
 * @param state the state of the task as it was sent; see {@link #stateValue()}
 * @param progress the fraction that is done, as it was sent; usually 0.0 to 1.0, see {@link #clampedProgress()}
 * @param startTime when it began, in the server's own count; newer servers send it
 * @param finishTime when it ended, in the server's own count; newer servers send it
 */
public record BackupProgressEvent(
        String id, String task, String state, OptionalDouble progress, OptionalLong startTime, OptionalLong finishTime)
        implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "backup-progress";

    /** Checks that nothing is {@code null}. */
    public BackupProgressEvent {
        required(id, "id");
        required(task, "task");
        required(state, "state");
        required(progress, "progress");
        required(startTime, "startTime");
        required(finishTime, "finishTime");
    }

    /**
     * Makes an event without times.
     *
     * @param id the backup's id
     * @param task the task, not {@link BackupTask#UNKNOWN}
     * @param state the state of the task, not {@link BackupState#UNKNOWN}
     * @param progress how much is done, 0.0 to 1.0
     */
    public BackupProgressEvent(String id, BackupTask task, BackupState state, double progress) {
        this(id, textOf(task, "task"), textOf(state, "state"), progress, OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * Makes an event with a progress.
     *
     * @param id the backup's id
     * @param task the task as it was sent; see {@link #taskValue()}
     * @param state the state of the task as it was sent; see {@link #stateValue()}
     * @param progress how much is done, 0.0 to 1.0
     * @param startTime when it began, in the server's own count; newer servers send it
     * @param finishTime when it ended, in the server's own count; newer servers send it
     */
    public BackupProgressEvent(
            String id, String task, String state, double progress, OptionalLong startTime, OptionalLong finishTime) {
        this(id, task, state, OptionalDouble.of(progress), startTime, finishTime);
    }

    /**
     * The task: the backup is created, or restored.
     *
     * @return the task, or {@link BackupTask#UNKNOWN}
     */
    public BackupTask taskValue() {
        return BackupTask.of(task);
    }

    /**
     * The state of the task.
     *
     * @return the state, or {@link BackupState#UNKNOWN}
     */
    public BackupState stateValue() {
        return BackupState.of(state);
    }

    /**
     * Whether the task has failed.
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

    @Override
    public String type() {
        return TYPE;
    }
}
