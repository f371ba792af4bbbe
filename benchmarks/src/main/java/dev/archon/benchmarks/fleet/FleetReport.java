package dev.archon.benchmarks.fleet;

import dev.archon.benchmarks.race.RunEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a command as Markdown, and what it asks for that was not reached. Used by one thread. */
final class FleetReport {

    private final String name;
    private final PrintStream out;
    private final List<String> lines = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private boolean isGood = true;
    private final long start = System.nanoTime();

    FleetReport(String name, String title, String command, PrintStream out) {
        this.name = name;
        this.out = out;
        lines.addAll(List.of(
                "## " + title,
                "",
                RunEnvironment.machine() + ", heap of the client limited to "
                        + bytes(Runtime.getRuntime().maxMemory()) + ", " + LocalDate.now(ZoneOffset.UTC)
                        + ", `benchmarks/fleet " + command + "`.",
                "",
                "| | |",
                "|---|---:|"));
    }

    /** Says on the terminal what is being done. */
    void progress(String format, Object... arguments) {
        out.printf(
                Locale.ROOT,
                "%4d s  %s%n",
                (System.nanoTime() - start) / 1_000_000_000L,
                String.format(Locale.ROOT, format, arguments));
    }

    void figure(String label, String format, Object... arguments) {
        String figure = String.format(Locale.ROOT, format, arguments);
        lines.add("| " + label + " | " + figure + " |");
        progress("%s: %s", label, figure);
    }

    /** Says that something is wrong unless it holds. */
    void require(boolean holds, String what) {
        isGood &= holds;
        aim(holds, what);
    }

    /** Holds a figure against what was asked for; a busy machine may miss it. */
    void aim(boolean reached, String what) {
        if (!reached) {
            missed.add(what);
            progress("NOT REACHED: %s", what);
        }
    }

    /** Whether all that was required holds. */
    boolean isGood() {
        return isGood;
    }

    void picture(Path folder, String file, String svg, String alt) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), svg);
        lines.add("");
        lines.add("![" + alt + "](" + file + ")");
    }

    /** Writes the report beside those of the other commands. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> text = new ArrayList<>(lines);
        text.add("");
        text.add(
                missed.isEmpty()
                        ? "Everything that is asked for was reached."
                        : "Not reached: " + String.join("; ", missed) + ".");
        text.add("");
        Path file = folder.resolve(name + ".md");
        Files.write(file, text);
        out.println();
        text.forEach(out::println);
        out.println("written to " + file);
    }

    static String bytes(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
