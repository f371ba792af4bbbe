package dev.archon.benchmarks;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.option.Span;
import dev.archon.benchmarks.race.Comparison;
import dev.archon.benchmarks.race.FigureBlocks;
import dev.archon.benchmarks.race.ProfileRunner;
import dev.archon.benchmarks.race.RaceConfig;
import dev.archon.benchmarks.race.RunEnvironment;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Tells what limits the client of this project, by workload: the shares of its layers in the processor time.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.archon.benchmarks.Profile log log-tls
 * }</pre>
 */
@Command(
        name = "Profile",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Runs this project's client under async-profiler and prints how its processor time is spread over its"
                    + " layers, by workload. Linux and macOS.",
            ""
        })
public final class Profile implements Callable<Integer> {

    private static final int MILLIS = 1_000;
    private static final List<Comparison> USUAL = List.of(
            Comparison.LOG,
            Comparison.LOG4J,
            Comparison.LOG4J_LINES,
            Comparison.LOG_TRACES,
            Comparison.LOG4J_TRACES,
            Comparison.ESCAPES,
            Comparison.DEFLATE,
            Comparison.LOG_TLS,
            Comparison.LATENCY,
            Comparison.SWARM);
    private static final String PAGE = "benchmarks/src/doc/limits.md";

    @Parameters(
            paramLabel = "WORKLOAD",
            arity = "0..*",
            converter = Race.ComparisonConverter.class,
            description = "What to profile, as in a race; its main workloads by default.")
    private List<Comparison> comparisons = USUAL;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            converter = Race.ContenderConverter.class,
            description = "Which listener of the client; archon-batch, or archon-lines for lines, by default.")
    private @Nullable Contender contender;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            converter = Span.class,
            description = "How long each run is profiled; 2 by default.")
    private double seconds = 2;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            converter = Span.OrNone.class,
            description = "How long each run warms up before it is profiled; 3 by default.")
    private double warmUp = 3;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for stacks; beside the jar by default.")
    private Path out = Race.besideTheJar("profile");

    @Option(
            names = "--publish",
            paramLabel = "DIR",
            description = "Fills the tables of " + PAGE + " in this folder of the project.")
    private @Nullable Path root;

    private Profile() {}

    /**
     * Profiles, and exits with 0 if every run was without an error.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Profile());
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> tables = new TreeMap<>();
        for (Comparison comparison : comparisons) {
            RaceConfig config = new RaceConfig(
                    EnumSet.of(comparison),
                    EnumSet.of(contender == null ? ProfileRunner.usual(comparison) : contender),
                    1,
                    (int) (warmUp * MILLIS),
                    (int) (seconds * MILLIS),
                    out,
                    Race.besideTheJar("../node").normalize(),
                    "",
                    null);
            tables.putAll(new ProfileRunner(config, System.out).run());
        }
        if (root != null) {
            String machine = RunEnvironment.machine() + ", " + LocalDate.now(ZoneOffset.UTC) + ", warmed up for "
                    + warmUp + " s, profiled for " + seconds + " s.";
            FigureBlocks.fill(
                    root.resolve(PAGE),
                    name -> Optional.ofNullable(name.equals("machine") ? machine : tables.get(name)));
        }
        return 0;
    }
}
