package dev.archon.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ArchonClient;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.simulator.ArchonSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which direction packages know each other. What is wanted in the other direction is handed in from outside. */
class PackageDirectionsTest {

    private static final String CLIENT = "dev.archon.client";
    private static final String SIMULATOR = "dev.archon.simulator";

    /** Which packages of the simulator each of them may use. */
    private static final Map<String, Set<String>> SIMULATOR_ROOMS = Map.ofEntries(
            Map.entry("scenario", Set.of()),
            Map.entry("journal", Set.of()),
            Map.entry("recording", Set.of("internal.json")),
            Map.entry("game.command", Set.of()),
            Map.entry("game", Set.of("scenario", "game.command")),
            Map.entry("internal.json", Set.of()),
            Map.entry("internal.journal", Set.of("journal")),
            Map.entry("internal.wire", Set.of("game", "scenario")),
            Map.entry(
                    "internal.server",
                    Set.of("game", "scenario", "journal", "recording", "internal.json", "internal.wire")),
            Map.entry(
                    "internal.control",
                    Set.of(
                            "scenario",
                            "journal",
                            "internal.json",
                            "internal.journal",
                            "internal.server",
                            "internal.stub",
                            "internal.wire")),
            Map.entry("internal.stub", Set.of("scenario")),
            Map.entry("internal.forward", Set.of("internal.wire")),
            Map.entry(
                    "internal.api",
                    Set.of(
                            "game",
                            "scenario",
                            "journal",
                            "internal.forward",
                            "internal.json",
                            "internal.server",
                            "internal.stub",
                            "internal.wire")),
            Map.entry(
                    "internal.http",
                    Set.of("journal", "internal.api", "internal.control", "internal.server", "internal.wire")),
            Map.entry("junit", Set.of("", "scenario", "journal")),
            Map.entry("conformance", Set.of("scenario")),
            Map.entry("conformance.report", Set.of("conformance")),
            Map.entry("conformance.run", Set.of("", "scenario", "conformance")),
            Map.entry("cli", Set.of("", "scenario", "conformance", "conformance.report", "conformance.run")));

    /** The pure packages of the simulator, which a game or a test can be thought through with. */
    private static final Set<String> WITHOUT_SOCKETS =
            Set.of("scenario", "journal", "game", "game.command", "internal.json", "conformance", "conformance.report");

    @TempDir
    static Path scratch;

    private static ClassDependencies protocol;
    private static ClassDependencies client;
    private static ClassDependencies simulator;

    @BeforeAll
    static void read() throws Exception {
        protocol = ClassDependencies.ofModule(ArchonEvent.class, Files.createDirectory(scratch.resolve("protocol")));
        client = ClassDependencies.ofModule(ArchonClient.class, Files.createDirectory(scratch.resolve("client")));
        simulator =
                ClassDependencies.ofModule(ArchonSimulator.class, Files.createDirectory(scratch.resolve("simulator")));
    }

    @Test
    void whatIsReadIsWhatTheClassesUse() {
        assertTrue(simulator
                .usesOf(SIMULATOR + ".internal.http.HttpHandler")
                .contains(SIMULATOR + ".internal.control.ControlApi"));
        assertTrue(client.reachableFrom(CLIENT + ".ArchonClient").contains(CLIENT + ".internal.frame.FrameDecoder"));
    }

    @Test
    void thereAreNoCirclesBetweenPackagesOfTheProtocol() {
        assertEquals(List.of(), protocol.circularArrows(ClassDependencies::packageOf));
    }

    @Test
    void theProtocolKnowsNoSocketsAndNeitherOfTheOtherModules() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (String type : protocol.classes()) {
            for (String used : protocol.usesOf(type)) {
                if (used.startsWith("io.netty.")
                        || used.startsWith("java.nio.channels.")
                        || used.startsWith(CLIENT)
                        || used.startsWith(SIMULATOR)) {
                    wrong.computeIfAbsent(type, name -> new TreeSet<>()).add(used);
                }
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void thereAreNoCirclesBetweenPackagesOfTheSimulator() {
        assertEquals(List.of(), simulator.circularArrows(ClassDependencies::packageOf));
    }

    @Test
    void everyPackageOfTheSimulatorUsesOnlyThoseBelowIt() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (String type : simulator.classes()) {
            String room = roomOf(type);
            if (room.isEmpty()) {
                // The root composes all others.
                continue;
            }
            Set<String> allowed = SIMULATOR_ROOMS.get(room);
            if (allowed == null) {
                throw new AssertionError("say in this test what the package of " + type + " may use");
            }
            for (String used : simulator.usesOf(type)) {
                if (simulator.classes().contains(used)
                        && !roomOf(used).equals(room)
                        && !allowed.contains(roomOf(used))) {
                    wrong.computeIfAbsent(type, name -> new TreeSet<>()).add(used);
                }
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void thePurePackagesOfTheSimulatorKnowNoSocketsAndNoThreads() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (String type : simulator.classes()) {
            for (String used : simulator.usesOf(type)) {
                boolean impure = used.startsWith("io.netty.")
                        || used.startsWith("java.net.")
                        || used.startsWith("java.nio.channels.")
                        || used.equals("java.lang.Thread");
                if (WITHOUT_SOCKETS.contains(roomOf(type)) && impure) {
                    wrong.computeIfAbsent(type, name -> new TreeSet<>()).add(used);
                }
            }
        }
        assertEquals(Map.of(), wrong);
    }

    /**
     * The client's root package has values, which everything inside may use, and the classes that put everything together,
     * which nothing inside may know.
     */
    @Test
    void thereAreNoCirclesBetweenPackagesOfTheClientButByTheValuesOfItsApi() {
        assertEquals(List.of(), client.circularArrows(type -> {
            String room = ClassDependencies.packageOf(type);
            return room.equals(CLIENT) && isAValue(type) ? CLIENT + " (values)" : room;
        }));
    }

    private static boolean isAValue(String type) {
        return client.reachableFrom(type).stream().noneMatch(used -> used.startsWith(CLIENT + ".internal."));
    }

    @Test
    void theSimulatorDoesNotKnowTheClientNorTheClientTheSimulator() {
        assertFalse(
                simulator.classes().stream()
                        .anyMatch(type -> simulator.usesOf(type).stream().anyMatch(used -> used.startsWith(CLIENT))),
                "the simulator uses the client");
        assertFalse(
                client.classes().stream()
                        .anyMatch(type -> client.usesOf(type).stream().anyMatch(used -> used.startsWith(SIMULATOR))),
                "the client uses the simulator");
    }

    /** The package of one of the simulator's classes, below its root package. */
    private static String roomOf(String type) {
        String name = ClassDependencies.packageOf(type);
        return name.equals(SIMULATOR) ? "" : name.substring(SIMULATOR.length() + 1);
    }
}
