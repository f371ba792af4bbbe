package dev.archon.benchmarks.workload;

import java.nio.ByteBuffer;

/** Frames that are written at once. */
public interface FrameBatch {

    /** The frames, to be read once. */
    ByteBuffer frames();

    /** How many bytes the frames have. */
    int size();

    /** The count and the checksum of a contender that has read them. */
    Checksum sum(CountingUnit unit);
}
