package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.profile.LayerShares;
import dev.archon.benchmarks.race.Schedule.ScheduledRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs clients of this project under a profiler, each in a process of its own as in a race. */
public final class ProfileRunner {

    private final RaceConfig config;
    private final PrintStream progress;

    /**
     * Makes a runner.
     *
     * @param config what to run; rounds do not count
     * @param progress told of each run, and of its shares
     */
    public ProfileRunner(RaceConfig config, PrintStream progress) {
        this.config = config;
        this.progress = progress;
    }

    /**
     * Runs each of the contenders that takes part once for each comparison.
     *
     * @return the tables, by {@code <workload> <client>}
     * @throws RaceException if a run failed
     */
    public Map<String, String> run() throws IOException, RaceException, InterruptedException {
        Files.createDirectories(config.out());
        ProcessLauncher launcher = new ProcessLauncher(config.out(), config.node());
        Map<String, String> tables = new LinkedHashMap<>();
        try (RunExecutor executor = RunExecutor.start(launcher, config.warmUpMillis(), config.windowMillis())) {
            for (ScheduledRun run : Schedule.of(config.comparisons(), config.contenders(), 1)) {
                if (run.round() == 1) {
                    String name = run.comparison().id() + " " + run.contender().id();
                    String table = profile(executor, run);
                    progress.println(name + "\n" + table);
                    tables.put(name, table);
                }
            }
        }
        return tables;
    }

    private String profile(RunExecutor executor, ScheduledRun run)
            throws IOException, RaceException, InterruptedException {
        Path file = config.out()
                .resolve("profile-" + run.comparison().id() + "-"
                        + run.contender().id() + ".txt")
                .toAbsolutePath();
        Files.deleteIfExists(file);
        RunResult result = executor.run(run, List.of(file.toString()));
        return LayerShares.of(Files.readAllLines(file))
                .table(result.get(Metric.CPU).orElse(Double.NaN));
    }

    /**
     * Whose shares are shown of a workload if nobody is named.
     *
     * @param comparison the workload
     * @return the default listener for events or lines
     */
    public static Contender usual(Comparison comparison) {
        return comparison.admits(Contender.ARCHON_LINES) ? Contender.ARCHON_LINES : Contender.ARCHON_BATCH;
    }
}
