package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A range of durations. A duration is drawn from it for every use, each with the same probability.
 *
 * @param least the shortest, in whole milliseconds
 * @param most the longest, in whole milliseconds
 */
public record DurationRange(Duration least, Duration most) {

    static final JsonFormat<DurationRange> FORMAT = JsonFormat.of(
            DurationRange.class,
            "span",
            "A length of time that is drawn.",
            JsonField.required("from", JsonType.DURATION, "the shortest", DurationRange::least),
            JsonField.required("to", JsonType.DURATION, "the longest", DurationRange::most),
            DurationRange::new);

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if one is negative, over 24 hours or not in whole milliseconds, or if the first is
     *     longer than the second
     */
    public DurationRange {
        Limits.duration("from", least);
        Limits.duration("to", most);
        if (least.compareTo(most) > 0) {
            throw new IllegalArgumentException("from must not be longer than to: " + DurationFormat.format(least) + ", "
                    + DurationFormat.format(most));
        }
    }

    /**
     * A span of one length.
     *
     * @param duration the length
     * @return the span
     */
    public static DurationRange of(Duration duration) {
        return new DurationRange(duration, duration);
    }

    /**
     * Draws a length. One that is fixed takes nothing from the source.
     *
     * @param random the source
     * @return a length within the span
     */
    public Duration draw(RandomGenerator random) {
        long from = least.toMillis();
        long to = most.toMillis();
        return from == to ? least : Duration.ofMillis(random.nextLong(from, to + 1));
    }
}
