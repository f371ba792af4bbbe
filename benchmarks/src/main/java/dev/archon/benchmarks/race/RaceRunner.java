package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.race.Schedule.ScheduledRun;
import dev.archon.benchmarks.workload.SendMode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Runs a race, and writes its report and charts. */
public final class RaceRunner {

    static final String REPORT = "race.md";

    private final RaceConfig config;
    private final PrintStream progress;
    private final Results results = new Results();
    private boolean failed;

    /**
     * Makes a runner for one race.
     *
     * @param progress told of each run, and of the results
     */
    public RaceRunner(RaceConfig config, PrintStream progress) {
        this.config = config;
        this.progress = progress;
    }

    /**
     * Runs the race, which takes minutes.
     *
     * @return whether every run was without an error, and every comparison has a result
     */
    public boolean run() throws IOException, InterruptedException {
        Files.createDirectories(config.out());
        ProcessLauncher launcher = new ProcessLauncher(config.out(), config.node());
        List<ScheduledRun> runs = Schedule.of(config.comparisons(), present(launcher), config.rounds());
        long begin = System.nanoTime();
        try (RunExecutor executor = RunExecutor.start(launcher, config.warmUpMillis(), config.windowMillis())) {
            for (int i = 0; i < runs.size(); i++) {
                ScheduledRun run = runs.get(i);
                if (!results.isFarBehind(run.comparison(), run.contender())) {
                    progress.printf(
                            "[%d/%d%s] %-12s round %d  %-19s ",
                            i + 1,
                            runs.size(),
                            left(begin, i, runs.size()),
                            run.comparison().id(),
                            run.round(),
                            run.contender().id());
                    progress.flush();
                    run(executor, run);
                }
            }
        } catch (RaceException e) {
            progress.println("The sender did not start: " + e.getMessage());
            return false;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        progress.println();
        progress.println("The runs took " + RunEnvironment.minutes(took) + " minutes.");
        for (Comparison comparison : config.comparisons()) {
            if (results.rounds(comparison) == 0) {
                failed = true;
                progress.println("FAILED: there is no result of " + comparison.id());
            }
        }
        write(took);
        return !failed;
    }

    private void run(RunExecutor executor, ScheduledRun run) throws IOException, InterruptedException {
        try {
            RunResult result = executor.run(run);
            results.add(run.comparison(), run.contender(), result);
            progress.println(text(result));
        } catch (RaceException e) {
            failed = true;
            progress.println("FAILED: " + e.getMessage());
        }
    }

    private Set<Contender> present(ProcessLauncher launcher) throws InterruptedException {
        Set<Contender> present = EnumSet.copyOf(config.contenders());
        if (present.contains(Contender.NPM)) {
            String missing = launcher.nodeMissing();
            if (!missing.isEmpty()) {
                progress.println("The npm client is left out: " + missing + ".");
                present.remove(Contender.NPM);
            }
        }
        return present;
    }

    private void write(Duration took) throws IOException {
        Path report = config.out().resolve(REPORT);
        Files.writeString(report, MarkdownReport.of(results, RunEnvironment.describe(config, results, took)));
        for (Comparison comparison : results.comparisons()) {
            progress.println();
            progress.println(comparison.title());
            progress.print(MarkdownReport.table(results, comparison));
            String subtitle = RunEnvironment.summary(config, results.rounds(comparison));
            Path chart = config.out().resolve("race-" + comparison.id() + ".svg");
            if (comparison.mode() == SendMode.FLOOD) {
                Files.writeString(chart, Chart.of(results, comparison, subtitle));
            } else if (comparison.mode() == SendMode.LATENCY) {
                Files.writeString(chart, LatencyChart.of(results, comparison, subtitle));
            }
        }
        progress.println();
        for (Target target : TargetReport.of(results)) {
            progress.printf(
                    "%-11s  %s: %s, target %s%n",
                    target.verdict(), target.what(), target.valueText(), target.targetText());
        }
        progress.println();
        progress.println("Written: " + report + " and charts beside it.");
        Publication publication = config.publication();
        if (publication != null) {
            publication.publish(config.out(), new RaceFigures(results, RunEnvironment.figures(results)));
            progress.println("Published: " + publication.report() + " in " + publication.root() + ".");
        }
    }

    private static String text(RunResult result) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : Metric.values()) {
            result.get(metric)
                    .ifPresent(value -> text.append(FigureFormat.of(metric, value))
                            .append(' ')
                            .append(FigureFormat.unit(metric))
                            .append("  "));
        }
        return text.append("(sender: %.2f cores)".formatted(result.senderCores()))
                .toString();
    }

    private static String left(long begin, int done, int all) {
        if (done == 0) {
            return "";
        }
        Duration left = Duration.ofNanos((System.nanoTime() - begin) / done * (all - done));
        return ", about " + RunEnvironment.minutes(left) + " left";
    }
}
