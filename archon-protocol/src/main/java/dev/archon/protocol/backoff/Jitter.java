package dev.archon.protocol.backoff;

/**
 * How a delay is spread, so that clients that were dropped together do not come back together. In each formula
 * {@code ceiling} is the delay that the exponential growth allows for the attempt, and {@code random} is drawn evenly
 * from 0 to 1.
 *
 * <p>What a spread is worth shows when 10,000 clients with the default delays are dropped in the same millisecond. So many
 * of them try in the worst 100 ms at most, if the server is back at once, and if it stays away for all ten attempts (the
 * test {@code ReconnectStormTest} measures it and holds the bounds):
 *
 * <table>
 *   <caption>Attempts in the worst 100 ms, of 10,000 clients</caption>
 *   <tr><th>jitter</th><th>server is back</th><th>server stays away</th></tr>
 *   <tr><td>{@link #NONE}</td><td>10,000</td><td>10,000</td></tr>
 *   <tr><td>{@link #FULL}</td><td>1,150</td><td>1,700</td></tr>
 *   <tr><td>{@link #EQUAL}</td><td>2,200</td><td>2,200</td></tr>
 *   <tr><td>{@link #DECORRELATED}</td><td>600</td><td>800</td></tr>
 * </table>
 */
public enum Jitter {
    /** No spread: {@code ceiling}. Fit for tests, and for a client that is alone. */
    NONE,

    /** The widest spread: {@code ceiling * random}. Waits the least on average; may retry at once. */
    FULL,

    /** Half fixed, half spread: {@code ceiling / 2 * (1 + random)}. Never retries at once. */
    EQUAL,

    /**
     * Spread from the delay before: {@code base + (3 * previous - base) * random}, at most the cap, where
     * {@code previous} is not less than the base. Never waits less than the base. Grows less regularly than the others,
     * and does not depend on the number of the attempt.
     */
    DECORRELATED
}
