package dev.archon.benchmarks;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.option.Count;
import dev.archon.benchmarks.option.Span;
import dev.archon.benchmarks.race.Comparison;
import dev.archon.benchmarks.race.Publication;
import dev.archon.benchmarks.race.RaceConfig;
import dev.archon.benchmarks.race.RaceRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/**
 * Compares the client of this project with other clients.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.archon.benchmarks.Race --quick
 * java -cp benchmarks/target/benchmarks.jar dev.archon.benchmarks.Race --workload log4j,log4j-lines --rounds 2
 * }</pre>
 */
@Command(
        name = "Race",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Compares this project's client with other clients. Each run is a process of its own; all receive the same"
                    + " messages from one sender, in interleaved rounds. Without options a race takes some 15"
                    + " minutes.",
            ""
        })
public final class Race implements Callable<Integer> {

    private static final int MILLIS = 1_000;
    private static final double QUICK_WARM_UP = 1;
    private static final double QUICK_SECONDS = 0.5;
    private static final List<Comparison> QUICK = List.of(Comparison.LOG, Comparison.LOG4J, Comparison.LOG4J_LINES);

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "NAME",
            converter = ComparisonConverter.class,
            description =
                    "What to measure, separated by commas; see the list below. All but log-lines, mixed and deflate by default.")
    private List<Comparison> comparisons =
            Arrays.stream(Comparison.values()).filter(Comparison::isDefault).toList();

    @Option(
            names = "--client",
            split = ",",
            paramLabel = "NAME",
            converter = ContenderConverter.class,
            completionCandidates = ContenderNames.class,
            description = "Who takes part, separated by commas: ${COMPLETION-CANDIDATES}. All by default.")
    private List<Contender> contenders = List.of(Contender.values());

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = Count.class,
            description =
                    "How often each client runs with typical lines (log, log4j, log4j-lines); 3 by default. Latency and"
                            + " swarm run twice as often, other workloads less often.")
    private int rounds = 3;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            converter = Span.class,
            description = "How long each run is measured; 1 by default.")
    private double seconds = 1;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            converter = Span.OrNone.class,
            description = "How long each run warms up before it is measured; 3 by default.")
    private double warmUp = 3;

    @Option(
            names = "--quick",
            description =
                    "One short round of log, log4j and log4j-lines in a minute and a half. The figures are rough.")
    private boolean quick;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for results; beside the jar by default.")
    private Path out = besideTheJar("race");

    @Option(
            names = "--node",
            paramLabel = "DIR",
            description = "The folder in which the packages for Node.js are installed; benchmarks/node by default.")
    private Path node = besideTheJar("../node").normalize();

    @Option(
            names = "--publish",
            paramLabel = "DIR",
            description =
                    "Copies report and charts into this folder of the project, and fills the figures of its pages.")
    private @Nullable Path root;

    @Option(
            names = "--report",
            paramLabel = "NAME",
            description =
                    "The name of the published report, race by default. One of another name, such as race-jdk25, is"
                            + " published without charts and pages.")
    private String report = Publication.MAIN;

    private String command = "";

    private Race() {}

    /**
     * Runs a race, and exits with 0 if every run was without an error.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** The command line, with the arguments for the report. */
    static CommandLine commandLine(String... args) {
        Race race = new Race();
        race.command = String.join(" ", args);
        CommandLine commandLine = new CommandLine(race);
        List<String> footer = new ArrayList<>(List.of("", "Workloads:"));
        for (Comparison comparison : Comparison.values()) {
            footer.add(
                    "  %-14s %s".formatted(comparison.id(), comparison.title()).replace("%", "%%"));
        }
        footer.addAll(List.of(
                "",
                "Examples:",
                "  Race --quick",
                "  Race --workload log4j,log4j-lines --rounds 2",
                "  Race --workload latency --client archon-batch,okhttp"));
        commandLine.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
        return commandLine;
    }

    @Override
    public Integer call() throws Exception {
        RaceConfig config = new RaceConfig(
                EnumSet.copyOf(quick ? QUICK : comparisons),
                EnumSet.copyOf(contenders),
                quick ? 1 : rounds,
                (int) ((quick ? QUICK_WARM_UP : warmUp) * MILLIS),
                (int) ((quick ? QUICK_SECONDS : seconds) * MILLIS),
                out,
                node,
                command,
                root == null ? null : new Publication(root, report));
        return new RaceRunner(config, System.out).run() ? 0 : 1;
    }

    static Path besideTheJar(String name) {
        Path classes = Path.of(
                        System.getProperty("java.class.path", "").split(System.getProperty("path.separator"), 2)[0])
                .toAbsolutePath();
        Path target = Files.isDirectory(classes) ? classes.getParent() : classes.resolveSibling("");
        return (target == null ? Path.of("") : target).resolve(name);
    }

    private static final class ContenderNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Contender.values()).map(Contender::id).iterator();
        }
    }

    static final class ComparisonConverter implements ITypeConverter<Comparison> {
        @Override
        public Comparison convert(String id) {
            return Arrays.stream(Comparison.values())
                    .filter(comparison -> comparison.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "there is no workload '" + id + "'; --help lists all"));
        }
    }

    static final class ContenderConverter implements ITypeConverter<Contender> {
        @Override
        public Contender convert(String id) {
            try {
                return Contender.of(id);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage() + "; --help lists all");
            }
        }
    }
}
