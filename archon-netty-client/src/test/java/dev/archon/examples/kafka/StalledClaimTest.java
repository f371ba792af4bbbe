package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A backend stands still while it takes a server over, until the group has given the server to another one, and goes on where it
 * stood. Each a process, at a real broker.
 */
@Tag("slow")
@Tag("broker")
class StalledClaimTest {

    private static final int SESSION_SECONDS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("\\[ChunkLog] #(\\d+) |" + LineReader.GAP);

    @TempDir
    private static Path folder;

    private static ArchonSimulator simulator;
    private static KafkaBroker broker;
    private static FleetProcesses processes;

    /** How many lines the server has printed, whose numbers begin with 1. */
    private static int printed;

    @BeforeAll
    static void start() throws Exception {
        simulator = ArchonSimulator.builder()
                .traffic(Traffic.SILENT)
                .events(EventStyle.PANEL)
                .server("demo")
                .start();
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")), SESSION_SECONDS);
        processes = new FleetProcesses(folder, broker, simulator);
        processes
                .fleet("topics", "topics", "--partitions", "1", "--replicas", "1")
                .finish(LIMIT);
        processes.fleet("add", "add", "demo").finish(LIMIT);
    }

    @AfterAll
    static void close() {
        processes.close();
        broker.close();
        simulator.close();
    }

    /** Two of the points take as long as the rest of the build leaves room for; where all tries are made, all are. */
    static List<StallingBackend.Point> points() {
        return Integer.getInteger("archon.tries.percent", 100) < 100
                ? List.of(StallingBackend.Point.BEFORE_THE_CLAIM, StallingBackend.Point.BEFORE_THE_CONFIRMATION)
                : List.of(StallingBackend.Point.values());
    }

    @ParameterizedTest
    @MethodSource("points")
    void readersHearTheBackendThatHoldsTheServerAndNotTheOneThatStoodStill(StallingBackend.Point point)
            throws Exception {
        JavaProcess slow = processes.start(
                "slow-" + point,
                StallingBackend.class,
                List.of(broker.bootstrap(), simulator.baseUri().toString(), "slow", point.name()));
        awaitTold(slow, "stands still: " + point);
        slow.signal("STOP");
        JavaProcess other = processes.backend("other-" + point, SESSION_SECONDS);
        awaitTold(other, "took 1 servers");
        printLinesThatAreRead();

        slow.goOn();
        slow.signal("CONT");
        awaitTold(slow, "(took|did not take) ");
        printLinesThatAreRead();

        // The one that stood still is the next owner, by a claim of its own time.
        other.close();
        printLinesThatAreRead();
        slow.kill();
    }

    private static void printLinesThatAreRead() {
        Awaitility.await("one backend holds the server")
                .atMost(LIMIT)
                .untilAsserted(() -> assertEquals(1, simulator.server("demo").connections()));
        printed += 5;
        simulator.server("demo").burst(5);
        List<String> expected =
                IntStream.rangeClosed(1, printed).mapToObj(String::valueOf).toList();
        Awaitility.await("each line is read once and in order, without a gap")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertEquals(expected, read()));
    }

    private static void awaitTold(JavaProcess process, String what) {
        Pattern expected = Pattern.compile(what);
        Awaitility.await(what)
                .atMost(LIMIT)
                .until(() -> expected.matcher(Files.readString(process.out())).find());
    }

    private static List<String> read() throws IOException, InterruptedException {
        Path former = folder.resolve("read.out");
        Files.deleteIfExists(former);
        JavaProcess reader = processes.fleet("read", "read", "--to-end");
        reader.finish(LIMIT);
        return NUMBER.matcher(Files.readString(reader.out()))
                .results()
                .map(StalledClaimTest::numberOrGap)
                .toList();
    }

    private static String numberOrGap(MatchResult line) {
        return line.group(1) == null ? "gap" : line.group(1);
    }
}
