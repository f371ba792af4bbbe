package dev.archon.protocol.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogLevel;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.scan.LineSplitter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The lines of messages against regular expressions that say the same. */
class ConsoleLinesProperties {

    private static final Pattern ENDS = Pattern.compile("[\r\n]+");
    private static final Pattern TIME = Pattern.compile("\\[[0-9]{2}:[0-9]{2}:[0-9]{2}]");

    /** ECMAScript's white space and line terminators. */
    private static final String SPACE = "[\\t\\n\\u000b\\f\\r\\u0020\\u00a0\\ufeff\\u2028\\u2029\\p{Zs}]+";

    private static final Pattern AROUND = Pattern.compile("^" + SPACE + "|" + SPACE + "\\z");

    private static final Map<String, LogLevel> LEVELS = new LinkedHashMap<>();

    static {
        LEVELS.put("/INFO", LogLevel.INFO);
        LEVELS.put("[System] [CHAT]", LogLevel.INFO);
        LEVELS.put("/WARN", LogLevel.WARN);
        LEVELS.put("/DEBUG", LogLevel.DEBUG);
        LEVELS.put("/TRACE", LogLevel.TRACE);
        for (String error : List.of("/ERROR", "Exception:", ":?]", "Error", "[thread", "\tat")) {
            LEVELS.put(error, LogLevel.ERROR);
        }
    }

    private final ConsoleFormat format = ConsoleFormat.in(ZoneOffset.UTC);

    @Property(tries = 5_000)
    void textIsSplitAtLineEnds(@ForAll("texts") String text) {
        List<String> expected = split(text);
        List<String> chars = new ArrayList<>();
        LineSplitter.split(text, (from, to) -> chars.add(text.substring(from, to)));
        assertEquals(expected, chars);
        byte[] padded = ("\n" + text + "x").getBytes(StandardCharsets.UTF_8);
        List<String> bytes = new ArrayList<>();
        LineSplitter.split(
                padded,
                1,
                padded.length - 1,
                (from, to) -> bytes.add(new String(padded, from, to - from, StandardCharsets.UTF_8)));
        assertEquals(expected, bytes);
        assertEquals(
                expected,
                format.lines(new LogEvent(LogStream.STDERR, text)).stream()
                        .map(ConsoleLine::text)
                        .toList());
        assertEquals(expected.size(), ConsoleFormat.count(new LogEvent(LogStream.STDERR, text)));
    }

    @Property(tries = 5_000)
    void timesAreFoundAnywhere(@ForAll("texts") String text) {
        for (ConsoleLine line : format.lines(new LogEvent(LogStream.STDERR, text))) {
            assertEquals(TIME.matcher(line.text()).find(), line.showsTime(), line.text());
        }
    }

    @Property(tries = 5_000)
    void theFirstSignInTheOrderOfTheRulesTellsTheLevel(@ForAll("signs") String line) {
        LogLevel expected = LEVELS.entrySet().stream()
                .filter(sign -> line.contains(sign.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(LogLevel.UNKNOWN);
        assertEquals(expected, TextRules.level(line));
    }

    @Property(tries = 5_000)
    void anEntryIsTrimmedSplitAndBehindItsPrefix(
            @ForAll("texts") String message,
            @ForAll("texts") String throwable,
            @ForAll("names") Optional<String> thread) {
        Log4jEvent entry = new Log4jEvent(
                Optional.empty(), thread, thread, OptionalLong.empty(), Optional.of(message), Optional.of(throwable));
        List<String> expected = new ArrayList<>(split(AROUND.matcher(message).replaceAll("")));
        String prefix = thread.map(name -> "[" + name + "/" + name + "]: ").orElse("");
        assertEquals(prefix, format.prefix(entry));
        if (expected.isEmpty()) {
            expected.add("");
        }
        expected.set(0, prefix + expected.get(0));
        expected.addAll(split(throwable));
        expected.removeIf(String::isEmpty);
        List<ConsoleLine> lines = format.lines(entry);
        assertEquals(expected, lines.stream().map(ConsoleLine::text).toList());
        assertEquals(expected.size(), ConsoleFormat.count(entry));
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(i > 0, lines.get(i).continuation());
            assertTrue(lines.get(i).ofLogger());
        }
    }

    private static List<String> split(String text) {
        return Arrays.stream(ENDS.split(text)).filter(line -> !line.isEmpty()).toList();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "\n",
                        "\r",
                        "\r\n",
                        "a",
                        " ",
                        "\t",
                        "\u00a0",
                        "\ufeff",
                        "\u2028",
                        "\u000b",
                        "\u0085",
                        "\u3000",
                        "\u20ac",
                        "[12:00:00]",
                        "[1",
                        "2:",
                        "[12:00:0",
                        "/INFO",
                        "\tat x",
                        "\ud83d\ude00")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> signs() {
        List<String> parts = new ArrayList<>(LEVELS.keySet());
        parts.addAll(List.of("/", "[", "/INF", "/warn", "[System] ", "\t", "E", "x", "\u20ac"));
        return Arbitraries.of(parts).list().ofMaxSize(4).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<Optional<String>> names() {
        return Arbitraries.of(Optional.empty(), Optional.of("main"), Optional.of("Worker-1"));
    }
}
