package dev.archon.protocol.check;

import java.time.Duration;
import java.util.Objects;

/** Checks durations that are set on builders. */
public final class Durations {

    private Durations() {}

    /**
     * Checks that a duration is more than zero and not longer than a number of days.
     *
     * @param parameter the name of the parameter, which the message begins with
     * @param value the duration
     * @param mostDays the longest duration that is accepted, in days of 24 hours
     * @return the duration
     * @throws IllegalArgumentException if it is zero, negative or too long
     */
    public static Duration positive(String parameter, Duration value, int mostDays) {
        Objects.requireNonNull(value, parameter);
        if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(mostDays)) > 0) {
            throw new IllegalArgumentException(parameter + " must be more than zero and at most "
                    + (mostDays == 1 ? "a day" : mostDays + " days"));
        }
        return value;
    }
}
