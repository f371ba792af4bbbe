package dev.archon.simulator.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The limits of the values in a scenario. Messages start with the value's name in a scenario file. */
final class Limits {

    static final Duration LONGEST = Duration.ofHours(24);
    static final int MOST_LINES = 1_000_000;
    static final int MOST_BYTES = 64 << 20;
    static final int MOST_TIMES = 1_000_000;
    static final int MOST_BYTES_PER_SECOND = 1_000_000_000;
    static final int MOST_CONNECTIONS = 1_000_000_000;

    static final int MAX_REASON_BYTES = 123;

    /** Close codes that no close frame may have (RFC 6455, section 7.4). */
    private static final List<Integer> RESERVED_CLOSE_CODES = List.of(1004, 1005, 1006, 1015);

    private Limits() {}

    static int number(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
        }
        return value;
    }

    static Duration duration(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be 0 to " + LONGEST.toHours() + "h: " + value);
        }
        if (value.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(name + " must be in whole milliseconds: " + value);
        }
        return value;
    }

    /** A duration above zero, for actions that recur. */
    static Duration interval(String name, Duration value) {
        if (duration(name, value).isZero()) {
            throw new IllegalArgumentException(name + " must be above 0");
        }
        return value;
    }

    static void retryAfter(Optional<Duration> value) {
        value.ifPresent(delay -> {
            if (duration("retry_after", delay).toMillisPart() != 0) {
                throw new IllegalArgumentException(
                        "retry_after must be in whole seconds: " + DurationFormat.format(delay));
            }
        });
    }

    static void connection(OptionalInt value) {
        value.ifPresent(number -> number("connection", number, 1, MOST_CONNECTIONS));
    }

    /** The field of a fault that may lie on one connection alone. */
    static <T> JsonField<T, OptionalInt> connection(Function<T, OptionalInt> getter) {
        return JsonField.optionalNumber(
                "connection",
                JsonType.number(1, MOST_CONNECTIONS),
                "the only connection that it lies on, by its number at the server; all if absent",
                getter);
    }

    static void errorStatus(int status) {
        number("status", status, 400, 599);
    }

    static void closeCode(int code) {
        if (code < 1000 || code > 4999 || RESERVED_CLOSE_CODES.contains(code)) {
            throw new IllegalArgumentException(
                    "code must be 1000 to 4999, without 1004, 1005, 1006 and 1015, which no close frame may have: "
                            + code);
        }
    }

    /** Excludes the reserved close codes from the schema of a number. */
    static void withoutReservedCloseCodes(ObjectNode schema) {
        ArrayNode reserved = schema.putObject("not").putArray("enum");
        RESERVED_CLOSE_CODES.forEach(reserved::add);
    }

    static void closeReason(String reason) {
        int bytes = reason.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_REASON_BYTES) {
            throw new IllegalArgumentException("reason must have at most " + MAX_REASON_BYTES + " bytes: " + bytes);
        }
    }
}
