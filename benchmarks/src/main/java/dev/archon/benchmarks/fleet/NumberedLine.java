package dev.archon.benchmarks.fleet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that says its place among the lines of its server, and when it was printed. The monotonic clock of Linux is the
 * same for all processes of a machine.
 *
 * @param number from 1, without a gap
 * @param printedAt {@link System#nanoTime()} of the process that printed it
 */
record NumberedLine(long number, long printedAt) {

    private static final Pattern FORM = Pattern.compile("line #(\\d+) printed at (-?\\d+)");

    /** The text of the console. */
    String text() {
        return "line #" + number + " printed at " + printedAt;
    }

    /** Finds it in a line of a console; empty for lines of other kinds. */
    static Optional<NumberedLine> find(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.find()
                ? Optional.of(new NumberedLine(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
