package dev.archon.simulator.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as scenario files write them: a number and a unit, for example {@code 1.5s}. */
final class DurationFormat {

    static final String PATTERN = "([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h)";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private DurationFormat() {}

    /** Reads a duration; empty if the text is not a duration, or is finer than a millisecond. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = COMPILED.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(millisIn(matcher.group(2))));
        return millis.stripTrailingZeros().scale() > 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(millis.longValueExact()));
    }

    /** Writes a duration of whole milliseconds in the largest unit that fits. */
    static String format(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"h", "m", "s"}) {
            if (millis > 0 && millis % millisIn(unit) == 0) {
                return millis / millisIn(unit) + unit;
            }
        }
        return millis + "ms";
    }

    private static long millisIn(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
    }
}
