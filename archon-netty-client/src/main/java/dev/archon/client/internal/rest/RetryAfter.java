package dev.archon.client.internal.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Retry-After} header (RFC 9110, section 10.2.3): seconds, or a date in one of the three forms of section 5.6.7.
 * The day of the week is not checked.
 */
public final class RetryAfter {

    /** The longest wait; longer ones are cut. */
    static final Duration MOST = Duration.ofDays(365);

    /** Longer than any valid date. */
    private static final int MAX_LENGTH = 64;

    /** The number of digits that never overflow; a number with more digits is larger than {@link #MOST} as well. */
    private static final int MAX_DIGITS = 18;

    private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]+,?\\s+");

    /** A year of two digits is at most 50 years in the future. */
    private static final int YEARS_BACK = 49;

    private RetryAfter() {}

    /**
     * Reads the header.
     *
     * @param header its value
     * @param now the time with which a date is compared
     * @return how long to wait, a year at most, zero for a date in the past; empty if it is neither seconds nor a date
     */
    public static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(seconds(text));
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return date(WEEKDAY.matcher(text).replaceFirst(""), now).map(until -> wait(now, until));
    }

    private static Duration seconds(String digits) {
        String number = digits.replaceFirst("^0+", "");
        if (number.length() > MAX_DIGITS) {
            return MOST;
        }
        return atMost(Duration.ofSeconds(number.isEmpty() ? 0 : Long.parseLong(number)));
    }

    private static Duration wait(Instant now, Instant until) {
        return until.isAfter(now) ? atMost(Duration.between(now, until)) : Duration.ZERO;
    }

    private static Duration atMost(Duration wait) {
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    private static Optional<Instant> date(String text, Instant now) {
        return fixdate(text).or(() -> local(rfc850(now), text)).or(() -> local(asctime(), text));
    }

    /** {@code 06 Nov 1994 08:49:37 GMT}. */
    private static Optional<Instant> fixdate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            // It may have one of the other forms.
            return Optional.empty();
        }
    }

    private static Optional<Instant> local(DateTimeFormatter form, String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            // The header has no meaning; the policy's own delay is used.
            return Optional.empty();
        }
    }

    /** {@code 06-Nov-94 08:49:37 GMT}. */
    private static DateTimeFormatter rfc850(Instant now) {
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        return form("dd-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR,
                        2,
                        2,
                        now.atOffset(ZoneOffset.UTC).toLocalDate().withYear(year - YEARS_BACK))
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    /** {@code Nov  6 08:49:37 1994}. */
    private static DateTimeFormatter asctime() {
        return form("MMM ppd HH:mm:ss yyyy").toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatterBuilder form(String pattern) {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
    }
}
