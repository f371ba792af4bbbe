package dev.archon.benchmarks.workload;

/**
 * What a sender has sent or a contender has read: how many events, and a checksum of their lengths that depends on their
 * order.
 *
 * @param events how many
 * @param checksum a polynomial of their lengths
 */
public record Checksum(long events, long checksum) {

    /** The checksum of no events. */
    public static final Checksum NONE = new Checksum(0, 0);

    private static final int FACTOR = 31;

    /** The checksum after one more event. */
    public static long next(long checksum, int length) {
        return checksum * FACTOR + length;
    }

    /** Adds one event. */
    public Checksum plus(int length) {
        return new Checksum(events + 1, next(checksum, length));
    }

    /** Appends the events of another checksum. */
    public Checksum plus(Checksum then) {
        return new Checksum(events + then.events, checksum * power(then.events) + then.checksum);
    }

    private static long power(long exponent) {
        long result = 1;
        long square = FACTOR;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
