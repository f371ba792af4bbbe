package dev.archon.benchmarks;

import dev.archon.benchmarks.contender.Entrant;
import dev.archon.benchmarks.race.Heat;
import dev.archon.benchmarks.race.RaceDay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/**
 * Races this project's client against its peers.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.archon.benchmarks.Race --quick
 * }</pre>
 */
@Command(
        name = "Race",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Races the client against its peers: whole processes, one sender, interleaved rounds.")
public final class Race implements Callable<Integer> {

    private static final int MILLIS = 1_000;
    private static final int QUICK_ROUNDS = 1;

    @Option(
            names = "--heat",
            split = ",",
            paramLabel = "NAME",
            converter = HeatConverter.class,
            description =
                    "What to measure: typical, traces, escapes, mixed, deflate, latency, swarm, idle-one, idle-many."
                            + " All by default.")
    private List<Heat> heats = List.of(Heat.values());

    @Option(
            names = "--client",
            split = ",",
            paramLabel = "NAME",
            converter = EntrantConverter.class,
            description =
                    "Who takes part: discard, strings, archon-direct, archon-batch, archon-event, archon-relay, okhttp, vertx,"
                            + " java-websocket, netty, jdk, npm. All by default.")
    private List<Entrant> entrants = List.of(Entrant.values());

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each runs with typical lines; 3 by default. Other heats have less rounds.")
    private int rounds = 3;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each is measured; 1 by default.")
    private double seconds = 1;

    @Option(names = "--warm-up", paramLabel = "S", description = "How long each warms up before; 1.5 by default.")
    private double warmUp = 1.5;

    @Option(names = "--quick", description = "One round of typical lines, about a minute.")
    private boolean quick;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results go; beside the jar by default.")
    private Path out = besideTheJar("race");

    @Option(
            names = "--node",
            paramLabel = "DIR",
            description = "Where the packages for Node.js are installed; benchmarks/node by default.")
    private Path node = besideTheJar("../node").normalize();

    private String command = "";

    private Race() {}

    /** Ends with 0 if all got through with the right counts. */
    public static void main(String[] args) {
        Race race = new Race();
        race.command = String.join(" ", args);
        System.exit(new CommandLine(race).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Set<Heat> which = EnumSet.copyOf(quick ? List.of(Heat.TYPICAL) : heats);
        boolean sound = new RaceDay(
                        which,
                        EnumSet.copyOf(entrants),
                        quick ? QUICK_ROUNDS : rounds,
                        (int) (warmUp * MILLIS),
                        (int) (seconds * MILLIS),
                        out,
                        node,
                        command)
                .run(System.out);
        return sound ? 0 : 1;
    }

    private static Path besideTheJar(String name) {
        Path classes = Path.of(
                        System.getProperty("java.class.path", "").split(System.getProperty("path.separator"), 2)[0])
                .toAbsolutePath();
        Path target = Files.isDirectory(classes) ? classes.getParent() : classes.resolveSibling("");
        return (target == null ? Path.of("") : target).resolve(name);
    }

    private static final class HeatConverter implements ITypeConverter<Heat> {
        @Override
        public Heat convert(String id) {
            for (Heat heat : Heat.values()) {
                if (heat.id().equals(id)) {
                    return heat;
                }
            }
            throw new CommandLine.TypeConversionException("there is no heat '" + id + "'");
        }
    }

    private static final class EntrantConverter implements ITypeConverter<Entrant> {
        @Override
        public Entrant convert(String id) {
            try {
                return Entrant.of(id);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
