package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet of three backends and a broker, each a process: one backend is killed, one joins, one leaves, one stands still until it is
 * given up, and the broker is started again. {@code -Darchon.kafka.servers=300} for as many servers; fewer by default.
 */
class KafkaFleetTest {

    private static final int SERVERS = Integer.getInteger("archon.kafka.servers", 60);
    private static final int PARTITIONS = 12;
    private static final int SESSION_SECONDS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Pattern NUMBER = Pattern.compile("\\[ChunkLog] #(\\d+) ");
    private static final Pattern TAKEN_OR_RELEASED = Pattern.compile("(took|released) (\\d+) servers");
    private static final long STARTED = System.nanoTime();

    /** What a server replays. */
    private static final int HISTORY = 300;

    @TempDir
    private Path folder;

    private final Map<String, Long> printed = new HashMap<>();
    private final AtomicInteger mostConnections = new AtomicInteger();
    private final AtomicLong lines = new AtomicLong();

    @Test
    @Tag("slow")
    @Tag("broker")
    void eachLineOfAServerIsReadOnceOrAGapIsMarkedWhateverHappensToBackendsAndBroker() throws Exception {
        ScheduledExecutorService story = Executors.newSingleThreadScheduledExecutor();
        try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")), SESSION_SECONDS);
                ArchonSimulator simulator = simulator();
                // Closed before the broker: a backend that misses it goes on trying for some time before it ends.
                FleetProcesses processes = new FleetProcesses(folder, broker, simulator)) {
            try {
                tellTheStory(broker, simulator, processes, story);
            } finally {
                story.shutdownNow();
            }
        }
    }

    private void tellTheStory(
            KafkaBroker broker, ArchonSimulator simulator, FleetProcesses processes, ScheduledExecutorService story)
            throws Exception {
        processes
                .fleet("topics", "topics", "--partitions", String.valueOf(PARTITIONS), "--replicas", "1")
                .finish(LIMIT);
        List<String> add = new ArrayList<>(List.of("add"));
        simulator.servers().forEach(server -> add.add(server.id()));
        processes.fleet("add", add.toArray(String[]::new)).finish(LIMIT);
        JavaProcess first = processes.backend("first", SESSION_SECONDS);
        JavaProcess second = processes.backend("second", SESSION_SECONDS);
        JavaProcess third = processes.backend("third", SESSION_SECONDS);
        awaitAllHeld(simulator, first, second, third);
        ScheduledFuture<?> printing =
                story.scheduleWithFixedDelay(() -> print(simulator), 0, 400, TimeUnit.MILLISECONDS);

        tell("a backend is killed");
        third.kill();
        awaitAllHeld(simulator, first, second);

        tell("a backend joins");
        JavaProcess fourth = processes.backend("fourth", SESSION_SECONDS);
        Awaitility.await("servers of the one that joined")
                .atMost(LIMIT)
                .until(() -> Files.readString(fourth.out()).contains("took "));
        awaitAllHeld(simulator, first, second, fourth);

        tell("a backend leaves");
        first.close();
        awaitAllHeld(simulator, second, fourth);
        assertEquals(1, mostConnections.get(), "connections of a server at one time");

        tell("the broker is started again");
        broker.stop();
        broker.startAgain();
        awaitProgress(simulator);
        awaitAllHeld(simulator, second, fourth);
        // One that was missed by the group while the broker was away may not have its share again.
        Awaitility.await("servers of the one that will stand still")
                .atMost(LIMIT)
                .until(() -> serversHeld(second) > 0);
        awaitAllHeld(simulator, second, fourth);

        tell("a backend stands still until the group has given it up, and goes on");
        second.signal("STOP");
        Awaitility.await("its servers are held by others as well")
                .atMost(LIMIT)
                .until(() -> simulator.servers().stream().anyMatch(each -> each.connections() > 1));
        second.signal("CONT");
        awaitAllHeld(simulator, second, fourth);

        long kilobytes = 0;
        for (JavaProcess each : List.of(broker.process(), second, fourth)) {
            kilobytes += each.peakKilobytes();
        }
        tell("most memory of the broker and two backends: " + kilobytes / 1024 + " MiB");

        tell("all backends are killed, and one server prints more than it remembers");
        story.shutdown();
        assertTrue(story.awaitTermination(10, TimeUnit.SECONDS));
        assertTrue(printing.isCancelled(), "all of it was printed");
        for (JavaProcess each : List.of(second, fourth)) {
            each.kill();
        }
        SimulatedServer loud = simulator.servers().get(0);
        loud.burst(3 * HISTORY);
        printed.merge(loud.id(), 3L * HISTORY, Long::sum);
        JavaProcess last = processes.backend("last", SESSION_SECONDS);
        awaitAllHeld(simulator, last);
        print(simulator);
        awaitRead(processes, loud.id());
    }

    private static ArchonSimulator simulator() {
        ArchonSimulatorBuilder builder = ArchonSimulator.builder()
                .traffic(Traffic.SILENT)
                .historyLines(HISTORY)
                .events(EventStyle.PANEL);
        IntStream.range(0, SERVERS).forEach(i -> builder.server("server-" + i));
        return builder.start();
    }

    private static void tell(String what) {
        System.out.println("== " + Duration.ofNanos(System.nanoTime() - STARTED).toSeconds() + " s: " + what);
    }

    /** Prints a few lines on each server. */
    private void print(ArchonSimulator simulator) {
        for (SimulatedServer each : simulator.servers()) {
            each.burst(1);
            lines.incrementAndGet();
            printed.merge(each.id(), 1L, Long::sum);
            mostConnections.accumulateAndGet(each.connections(), Math::max);
        }
    }

    private static void awaitAllHeld(ArchonSimulator simulator, JavaProcess... backends) {
        Awaitility.await("each server is held by one backend")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    for (JavaProcess each : backends) {
                        assertTrue(each.isAlive(), each::printed);
                    }
                    return simulator.servers().stream().allMatch(each -> each.connections() == 1);
                });
    }

    /** How many servers a backend holds by what it tells. */
    private static int serversHeld(JavaProcess backend) throws IOException {
        return TAKEN_OR_RELEASED
                .matcher(Files.readString(backend.out()))
                .results()
                .mapToInt(
                        told -> Integer.parseInt(told.group(2)) * (told.group(1).equals("took") ? 1 : -1))
                .sum();
    }

    /** Waits until some more lines were printed. */
    private void awaitProgress(ArchonSimulator simulator) {
        long before = lines.get();
        Awaitility.await("some lines")
                .atMost(LIMIT)
                .until(() -> lines.get() > before + 10L * simulator.servers().size());
    }

    /** Reads the topic until it has the last line of each server, and checks all of them. */
    private void awaitRead(FleetProcesses processes, String loud) throws Exception {
        Map<String, Long> read = Map.of();
        String figures = "";
        for (int attempt = 0; attempt < 10 && !read.equals(printed); attempt++) {
            JavaProcess reader = processes.fleet("read-" + attempt, "read", "--to-end");
            reader.finish(LIMIT);
            read = lastLines(reader.out(), loud);
            figures = reader.err().strip();
        }
        assertEquals(printed, read, () -> "the last line of each server");
        System.out.println(SERVERS + " servers, " + lines + " lines printed; read: " + figures);
    }

    /** Checks that the lines of each server follow each other, but for gaps of the loud one, and returns the last ones. */
    private static Map<String, Long> lastLines(Path file, String loud) throws IOException {
        Map<String, Long> last = new HashMap<>();
        Map<String, Boolean> gap = new HashMap<>();
        try (Stream<String> all = Files.lines(file)) {
            all.forEach(line -> {
                String server = line.substring(0, line.indexOf('\t'));
                if (line.endsWith(LineReader.GAP)) {
                    assertEquals(loud, server, "a gap");
                    gap.put(server, true);
                    return;
                }
                Matcher number = NUMBER.matcher(line);
                if (number.find()) {
                    long now = Long.parseLong(number.group(1));
                    long before = last.getOrDefault(server, 0L);
                    assertTrue(
                            now == before + 1 || (now > before && gap.getOrDefault(server, false)),
                            () -> "#" + now + " after #" + before + " of " + server);
                    gap.remove(server);
                    last.put(server, now);
                }
            });
        }
        return last;
    }
}
