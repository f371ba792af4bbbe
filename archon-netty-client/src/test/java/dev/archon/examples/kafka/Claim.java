package dev.archon.examples.kafka;

import java.util.HashMap;
import java.util.Map;

/** That a backend holds the servers of one partition, and how far their lines have been written. Any thread may use it. */
final class Claim {

    private final int partition;
    private final long number;
    private final String backend;
    /** The offset behind the last record of the lines that the tails know, by partition of the lines. Guarded by this. */
    private final Map<Integer, Long> offsets = new HashMap<>();

    /**
     * Makes a claim.
     *
     * @param partition the partition of the ids
     * @param number the offset of the claim's record
     * @param backend the name of the backend
     */
    Claim(int partition, long number, String backend) {
        this.partition = partition;
        this.number = number;
        this.backend = backend;
    }

    int partition() {
        return partition;
    }

    /** Later claims have higher numbers. */
    long number() {
        return number;
    }

    String backend() {
        return backend;
    }

    /** Notes that the tails know the lines up to a record. */
    synchronized void written(int partitionOfLines, long offset) {
        offsets.merge(partitionOfLines, offset + 1, Math::max);
    }

    /** Up to which offset of each partition of the lines the tails know them. */
    synchronized Map<Integer, Long> offsets() {
        return Map.copyOf(offsets);
    }
}
