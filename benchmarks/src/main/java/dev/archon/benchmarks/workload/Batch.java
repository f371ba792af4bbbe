package dev.archon.benchmarks.workload;

import java.nio.ByteBuffer;

/** Frames that are written at once. */
public interface Batch {

    /** The frames, to be read once. */
    ByteBuffer frames();

    /** How many bytes the frames have. */
    int size();

    /** What a contender has that has read them. */
    Sum sum(Unit unit);
}
