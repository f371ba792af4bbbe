package dev.archon.protocol.backoff;

/**
 * How a delay is spread, so that clients that were dropped together do not come back together. In each formula
 * {@code ceiling} is the delay that the exponential growth allows for the attempt, and {@code random} is drawn evenly
 * from 0 to 1.
 */
public enum Jitter {
    /** No spread: {@code ceiling}. Fit for tests, and for a client that is alone. */
    NONE,

    /** The widest spread: {@code ceiling * random}. The least load on the server; may retry at once. */
    FULL,

    /** Half fixed, half spread: {@code ceiling / 2 * (1 + random)}. */
    EQUAL,

    /**
     * Spread from the delay before: {@code base + (3 * previous - base) * random}, at most the cap, where
     * {@code previous} is not less than the base. Grows less regularly than the others, and does not depend on the number
     * of the attempt.
     */
    DECORRELATED
}
