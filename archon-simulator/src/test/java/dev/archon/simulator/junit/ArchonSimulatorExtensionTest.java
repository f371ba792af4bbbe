package dev.archon.simulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ManualTime;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.junit.SimulatedArchon.Lifecycle;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ArchonSimulatorExtensionTest {

    private static final List<ArchonSimulator> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void everyTestGetsAFreshSimulatorWhichIsClosedAfterwards() {
        assertSucceeded(3, run(PerTest.class));

        assertEquals(3, SEEN.size());
        assertNotSame(SEEN.get(0), SEEN.get(1));
        SEEN.forEach(ArchonSimulatorExtensionTest::assertClosed);
    }

    @SimulatedArchon(
            servers = {"lobby", "survival"},
            traffic = Traffic.SILENT,
            events = EventStyle.PANEL)
    static class PerTest {

        @InjectSimulator
        @SuppressWarnings("NullAway.Init")
        private ArchonSimulator field;

        @BeforeEach
        void setUp(ArchonSimulator sim) {
            assertEquals(field, sim);
        }

        @Test
        void one(ArchonSimulator sim) {
            SEEN.add(sim);
            assertEquals("lobby", sim.servers().get(0).id());
            assertEquals(EventStyle.PANEL, sim.server("lobby").events());
        }

        @Test
        void another(ArchonSimulator sim) {
            SEEN.add(sim);
        }

        @Nested
        class Inside {
            @Test
            void nested(ArchonSimulator sim) {
                SEEN.add(sim);
                assertEquals(field, sim);
                assertEquals(2, sim.servers().size());
            }
        }
    }

    @Test
    void aClassMayShareOne() {
        assertSucceeded(3, run(PerClass.class));

        assertEquals(1, SEEN.stream().distinct().count());
        assertClosed(SEEN.get(0));
    }

    @SimulatedArchon(lifecycle = Lifecycle.PER_CLASS)
    static class PerClass {

        @InjectSimulator
        @SuppressWarnings("NullAway.Init")
        private static ArchonSimulator shared;

        @BeforeAll
        static void setUp(ArchonSimulator sim) {
            assertEquals(shared, sim);
        }

        @Test
        void one(ArchonSimulator sim) {
            SEEN.add(sim);
        }

        @Test
        void another(ArchonSimulator sim) {
            SEEN.add(sim);
            assertEquals(shared, sim);
        }

        @Nested
        class Inside {
            @Test
            void nested(ArchonSimulator sim) {
                SEEN.add(sim);
            }
        }
    }

    @Test
    void aMethodMayWantItsOwn() {
        assertSucceeded(2, run(PerMethod.class));
    }

    static class PerMethod {

        @Test
        @SimulatedArchon(servers = "own", manualTime = true)
        void withTimeOfItsOwn(SimulatedServer server, ManualTime time) {
            assertEquals("own", server.id());
            time.advance(Duration.ofSeconds(1));
        }

        @Test
        @SimulatedArchon(scenario = "token-500", tls = true)
        void withAScenario(ArchonSimulator sim) throws Exception {
            assertEquals("https", sim.baseUri().getScheme());
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(sim.tls().sslContext()).build();
            assertEquals(500, tokenCall(trusting, sim.baseUri()));
        }
    }

    @Test
    void aBuilderInJavaMaySayMore() {
        assertSucceeded(2, run(ByHand.class));

        assertNotSame(SEEN.get(0), SEEN.get(1));
        SEEN.forEach(ArchonSimulatorExtensionTest::assertClosed);
    }

    static class ByHand {

        @RegisterExtension
        static final ArchonSimulatorExtension SIMULATOR =
                ArchonSimulatorExtension.perTest(() -> ArchonSimulator.builder().server("by-hand"));

        @Test
        void one(ArchonSimulator sim, SimulatedServer server) {
            SEEN.add(sim);
            assertEquals("by-hand", server.id());
        }

        @Test
        void another(ArchonSimulator sim) {
            SEEN.add(sim);
        }
    }

    @Test
    void aBuilderMayServeAWholeClassAndWhatIsNestedInIt() {
        assertSucceeded(4, run(ByHandForAll.class));

        assertEquals(1, SEEN.stream().distinct().count());
        assertClosed(SEEN.get(0));
    }

    static class ByHandForAll {

        @RegisterExtension
        static final ArchonSimulatorExtension SIMULATOR = ArchonSimulatorExtension.perClass(
                () -> ArchonSimulator.builder().server("by-hand"));

        @InjectSimulator
        @SuppressWarnings("NullAway.Init")
        private static ArchonSimulator shared;

        @Nested
        class First {
            @Test
            void nested(ArchonSimulator sim) throws Exception {
                SEEN.add(sim);
                assertEquals(shared, sim);
                assertEquals(200, tokenCall(HttpClient.newHttpClient(), sim.baseUri(), "by-hand"));
            }
        }

        @Nested
        class Second {
            @Test
            void nested(ArchonSimulator sim) throws Exception {
                SEEN.add(sim);
                assertEquals(200, tokenCall(HttpClient.newHttpClient(), sim.baseUri(), "by-hand"));
            }
        }

        @Test
        void one(ArchonSimulator sim) {
            SEEN.add(sim);
            assertEquals(shared, sim);
        }

        @Test
        void another(ArchonSimulator sim) {
            SEEN.add(sim);
        }
    }

    @Test
    void theJournalIsPrintedWhenATestFailsAndOnlyThen() {
        PrintStream original = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            run(OneFails.class).assertStatistics(stats -> stats.succeeded(1).failed(1));
        } finally {
            System.setErr(original);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("OneFails, fails"), text);
        assertTrue(text.contains("TokenCall"), text);
        assertFalse(text.contains("succeeds"), text);
    }

    @SimulatedArchon
    static class OneFails {

        @Test
        void fails(ArchonSimulator sim) throws Exception {
            tokenCall(HttpClient.newHttpClient(), sim.baseUri());
            fail("on purpose");
        }

        @Test
        void succeeds(ArchonSimulator sim) throws Exception {
            tokenCall(HttpClient.newHttpClient(), sim.baseUri());
        }
    }

    @Test
    void whatCannotBeInjectedIsExplained() {
        assertFailed(Impossible.class, "there is no ManualTime", "there are 2 servers");
        assertFailed(TooEarly.class, "there is no simulator outside of a test");
        assertFailed(FieldOfAnotherType.class, "cannot be injected");
        assertFailed(StaticField.class, "PER_CLASS");
    }

    @SimulatedArchon(servers = {"one", "two"})
    static class Impossible {

        @Test
        void time(ManualTime time) {
            time.now();
        }

        @Test
        void server(SimulatedServer server) {
            server.id();
        }
    }

    @SimulatedArchon
    static class TooEarly {

        @BeforeAll
        static void setUp(ArchonSimulator sim) {
            sim.close();
        }

        @Test
        void test() {}
    }

    @SimulatedArchon
    static class FieldOfAnotherType {

        @InjectSimulator
        @SuppressWarnings("NullAway.Init")
        private String text;

        @Test
        void test() {
            assertEquals("", text);
        }
    }

    @SimulatedArchon
    static class StaticField {

        @InjectSimulator
        @SuppressWarnings("NullAway.Init")
        private static ArchonSimulator sim;

        @Test
        void test() {
            sim.close();
        }
    }

    private static Events run(Class<?> testClass) {
        return execute(testClass).testEvents();
    }

    private static EngineExecutionResults execute(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute();
    }

    private static void assertSucceeded(int count, Events events) {
        events.assertStatistics(stats -> stats.succeeded(count).failed(0));
    }

    private static void assertFailed(Class<?> testClass, String... problems) {
        List<String> messages = execute(testClass).allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .map(Throwable::toString)
                        .orElse(""))
                .toList();
        assertEquals(problems.length, messages.size(), messages.toString());
        for (String problem : problems) {
            assertTrue(messages.stream().anyMatch(message -> message.contains(problem)), messages.toString());
        }
    }

    private static void assertClosed(ArchonSimulator sim) {
        assertThrows(IOException.class, () -> tokenCall(HttpClient.newHttpClient(), sim.baseUri()));
    }

    private static int tokenCall(HttpClient http, URI base) throws Exception {
        return tokenCall(http, base, "demo");
    }

    private static int tokenCall(HttpClient http, URI base, String server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/modrinth/v0/servers/" + server + "/ws"))
                .header("Authorization", "Bearer secret")
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
