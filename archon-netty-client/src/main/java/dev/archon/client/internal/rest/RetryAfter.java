package dev.archon.client.internal.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} header (RFC 9110, section 10.2.3): seconds, or a date. */
public final class RetryAfter {

    /** More digits than any wait has. */
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /**
     * Reads the header.
     *
     * @param header its value
     * @param now the time with which a date is compared
     * @return how long to wait, zero for a date in the past; empty if it is neither seconds nor a date
     */
    public static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        if (!text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException e) {
            // What the server meant cannot be known; the policy's own delay is used.
            return Optional.empty();
        }
    }
}
