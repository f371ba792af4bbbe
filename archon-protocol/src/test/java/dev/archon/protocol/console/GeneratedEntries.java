package dev.archon.protocol.console;

import dev.archon.protocol.event.Log4jEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Entries of the game's logger, and texts with all that the lines of a console depend on. */
final class GeneratedEntries {

    /** The last Sunday of March 2026, when the clocks of Berlin go from 02:00 to 03:00. */
    private static final long SUMMER_BEGINS =
            Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();

    private GeneratedEntries() {}

    static Arbitrary<Log4jEvent> entries() {
        Arbitrary<Optional<String>> texts = texts().optional(0.8);
        Arbitrary<Optional<String>> names = Arbitraries.of(
                        "main", "Server thread", "", "\u20ac", "a\"b\\", "INFO", "n".repeat(100))
                .optional(0.8);
        return Combinators.combine(names, names, names, times(), texts, texts).as(Log4jEvent::new);
    }

    private static Arbitrary<OptionalLong> times() {
        Arbitrary<Long> any = Arbitraries.longs().between(0, 4_000_000_000_000L);
        Arbitrary<Long> aroundTheChange = Arbitraries.longs().between(SUMMER_BEGINS - 3_000, SUMMER_BEGINS + 3_000);
        Arbitrary<Long> ofEighteenDigits = Arbitraries.longs().between(0, 999_999_999_999_999_999L);
        return Arbitraries.oneOf(any, aroundTheChange, ofEighteenDigits)
                .optional(0.9)
                .map(time -> time.isPresent() ? OptionalLong.of(time.get()) : OptionalLong.empty());
    }

    static Arbitrary<String> texts() {
        return Arbitraries.of(
                        "\n",
                        "\r",
                        "\r\n",
                        "a",
                        "nine chars",
                        " ",
                        "\t",
                        "\u00a0",
                        "\ufeff",
                        "\u2028",
                        "\u000b",
                        "\u0085",
                        "\u3000",
                        "\u00e4",
                        "\u20ac",
                        "\"",
                        "\\",
                        "\u001b[31m",
                        "\tat x",
                        "\ud83d\ude00",
                        "[12:34:56] [main/INFO]: ",
                        "/ERROR",
                        "Caused by: ",
                        "Exception:")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }
}
