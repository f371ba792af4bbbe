package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                " 120 | PT2M",
                "007 | PT7S",
                "31536000 | P365D",
                "31536001 | P365D",
                "99999999999 | P365D",
                "9223372036854775808 | P365D",
                "Sun, 06 Nov 1994 08:50:37 GMT | PT1M",
                "sun, 06 nov 1994 08:50:37 gmt | PT1M",
                "06 Nov 1994 08:50:37 GMT | PT1M",
                "Mon, 06 Nov 1994 08:50:37 GMT | PT1M",
                "Sunday, 06-Nov-94 08:50:37 GMT | PT1M",
                "Friday, 01-Jan-44 00:00:00 GMT | P365D",
                "Sunday, 06-Nov-45 08:50:37 GMT | PT0S",
                "Sun Nov  6 08:50:37 1994 | PT1M",
                "Wed Nov 16 08:49:37 1994 | P10D",
                "Sat, 05 Nov 1994 08:49:37 GMT | PT0S",
                "Sun, 06 Nov 9999 08:49:37 GMT | P365D"
            })
    void secondsAndAllFormsOfADateAreRead(String header, Duration wait) {
        assertEquals(Optional.of(wait), RetryAfter.parse(header, NOW));
    }

    @Test
    void aNumberOfAnyLengthIsCapped() {
        assertEquals(Optional.of(Duration.ofDays(365)), RetryAfter.parse("9".repeat(100_000), NOW));
        assertEquals(Optional.of(Duration.ofSeconds(5)), RetryAfter.parse("0".repeat(100_000) + "5", NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "soon",
                "\u0661",
                "Sun, 06 Nov 1994",
                "1994-11-06T08:49:37Z",
                "Sun, 32 Nov 1994 08:49:37 GMT"
            })
    void whatIsNeitherIsNone(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
        assertEquals(Optional.empty(), RetryAfter.parse(header + "x".repeat(100_000), NOW));
    }
}
