package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Entrant;
import dev.archon.benchmarks.race.Plan.Start;
import dev.archon.benchmarks.workload.Mode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All heats of a race, as the command line wants them.
 *
 * @param heats what is measured
 * @param entrants who takes part
 * @param rounds how often
 * @param warmUpMillis how long each warms up
 * @param windowMillis how long each is measured
 * @param out where results go
 * @param node where the packages for Node.js are installed
 * @param command what was typed, for the report
 */
public record RaceDay(
        Set<Heat> heats,
        Set<Entrant> entrants,
        int rounds,
        int warmUpMillis,
        int windowMillis,
        Path out,
        Path node,
        String command) {

    private static final String REPORT = "race.md";

    /**
     * Runs it, showing how it goes.
     *
     * @param progress where to show it
     * @return whether all contenders got through with the right counts
     */
    public boolean run(PrintStream progress) throws IOException, InterruptedException {
        Files.createDirectories(out);
        Launcher launcher = new Launcher(out, node);
        List<Start> starts = Plan.of(heats, present(launcher, progress), rounds);
        Results results = new Results();
        boolean sound = true;
        long begin = System.nanoTime();
        try (Referee referee = Referee.start(launcher, warmUpMillis, windowMillis)) {
            for (int i = 0; i < starts.size(); i++) {
                Start start = starts.get(i);
                progress.printf(
                        "[%d/%d%s] %-9s round %d  %-14s ",
                        i + 1,
                        starts.size(),
                        left(begin, i, starts.size()),
                        start.heat().id(),
                        start.round(),
                        start.entrant().id());
                progress.flush();
                try {
                    Finding finding = referee.run(start);
                    results.add(start.heat(), start.entrant(), finding);
                    progress.println(text(finding));
                } catch (RaceException e) {
                    sound = false;
                    progress.println("FAILED: " + e.getMessage());
                }
            }
        } catch (RaceException e) {
            progress.println("the sender did not start: " + e.getMessage());
            return false;
        }
        write(results, progress);
        return sound;
    }

    private Set<Entrant> present(Launcher launcher, PrintStream progress) throws InterruptedException {
        Set<Entrant> present = EnumSet.copyOf(entrants);
        if (present.contains(Entrant.NPM)) {
            String missing = launcher.nodeMissing();
            if (!missing.isEmpty()) {
                progress.println("The npm client is left out: " + missing + ".");
                present.remove(Entrant.NPM);
            }
        }
        return present;
    }

    private void write(Results results, PrintStream progress) throws IOException {
        Path report = out.resolve(REPORT);
        Files.writeString(report, Markdown.of(results, Circumstances.all(command, rounds, warmUpMillis, windowMillis)));
        for (Heat heat : results.heats()) {
            progress.println();
            progress.println(heat.title());
            progress.print(Markdown.table(results, heat));
            if (heat.mode() == Mode.FLOOD) {
                Files.writeString(
                        out.resolve("race-" + heat.id() + ".svg"),
                        Chart.of(
                                results, heat, Circumstances.machine() + "; medians, rounds: " + results.rounds(heat)));
            }
        }
        progress.println();
        for (Goal goal : Reach.of(results)) {
            progress.printf(
                    "%-7s  %s: %s, target %s%n", goal.verdict(), goal.what(), goal.valueText(), goal.targetText());
        }
        progress.println();
        progress.println("Written: " + report + " and charts beside it.");
    }

    private static String text(Finding finding) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : Metric.values()) {
            finding.get(metric)
                    .ifPresent(value -> text.append(Figures.of(metric, value))
                            .append(' ')
                            .append(Figures.unit(metric))
                            .append("  "));
        }
        return text.append("(sender: %.2f cores)".formatted(finding.senderCores()))
                .toString();
    }

    private static String left(long begin, int done, int all) {
        if (done == 0) {
            return "";
        }
        Duration left = Duration.ofNanos((System.nanoTime() - begin) / done * (all - done));
        return ", about " + left.toMinutes() + ":" + "%02d".formatted(left.toSecondsPart()) + " left";
    }
}
