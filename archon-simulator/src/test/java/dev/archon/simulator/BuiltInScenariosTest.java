package dev.archon.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.FilesystemOpsEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.UnknownEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Scenarios;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of the library, as a plain socket sees it. */
class BuiltInScenariosTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TestFactory
    Stream<DynamicTest> aPlainSocketSeesWhatTheScenarioSays() {
        Map<String, Story> stories = stories();
        return Scenarios.all().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    Story story =
                            Objects.requireNonNull(stories.get(scenario.name()), "no story for " + scenario.name());
                    try (Stage stage = new Stage(scenario)) {
                        story.play(stage);
                    }
                }));
    }

    @Test
    void theHistoryComesInChunksOnAServerThatOtherwiseSendsEntriesToo() throws Exception {
        try (Stage stage = new Stage(Scenarios.named("history-in-chunks"), EventStyle.PANEL)) {
            replaysTheHistoryInChunks(stage);
        }
    }

    private static Map<String, Story> stories() {
        Map<String, Story> stories = new LinkedHashMap<>();
        stories.put("quiet", stage -> assertTrue(stage.linesIn(Duration.ofMinutes(10)) < 150));
        stories.put("busy", stage -> assertTrue(stage.linesIn(Duration.ofMinutes(1)) > 1000));
        stories.put("boot", BuiltInScenariosTest::boots);
        stories.put("log-burst", stage -> assertEquals(100_000, stage.numberedLinesIn(Duration.ofSeconds(1))));
        stories.put("log-flood", stage -> assertEquals(10_000, stage.numberedLinesIn(Duration.ofSeconds(10))));
        stories.put("doc-console", stage -> assertEquals(EventStyle.DOC, stage.styleOf("say hi")));
        stories.put("panel-console", stage -> assertEquals(EventStyle.PANEL, stage.styleOf("say hi")));
        stories.put("stack-traces", BuiltInScenariosTest::printsStackTraces);
        stories.put("history-in-chunks", BuiltInScenariosTest::replaysTheHistoryInChunks);
        stories.put("crash", stage -> crashes(stage, PowerStateEvent.crashed(false, 1)));
        stories.put("oom-crash", stage -> crashes(stage, PowerStateEvent.crashed(true, 137)));
        stories.put("crash-loop", BuiltInScenariosTest::crashesAgainAndAgain);
        stories.put("backup-restore", BuiltInScenariosTest::restoresABackup);
        stories.put("backup-fails", stage -> endsIn(stage, BackupProgressEvent.class, BuiltInScenariosTest::hasFailed));
        stories.put("install-mod", stage -> endsIn(stage, InstallationResultEvent.ok()));
        stories.put("install-fails", stage -> endsIn(stage, InstallationResultEvent.err("disk full")));
        stories.put(
                "archive-corrupted",
                stage -> endsIn(stage, FilesystemOpsEvent.class, BuiltInScenariosTest::isCorrupted));
        stories.put("auth-expiring", stage -> assertEquals(1, stage.warningsIn(Duration.ofSeconds(5))));
        stories.put("auth-expiring-storm", stage -> assertEquals(11, stage.warningsIn(Duration.ofSeconds(5))));
        stories.put("auth-expiring-then-slow-token", BuiltInScenariosTest::warnsAndIsSlow);
        stories.put("auth-incorrect-once", stage -> assertEquals(List.of(false, true, true), stage.answersToAuth(3)));
        stories.put(
                "auth-incorrect-always", stage -> assertEquals(List.of(false, false, false), stage.answersToAuth(3)));
        stories.put("auth-never-answers", BuiltInScenariosTest::leavesAuthUnanswered);
        for (int status : new int[] {401, 403, 404, 500}) {
            stories.put(
                    "token-" + status,
                    stage -> assertEquals(status, stage.tokenCall().statusCode()));
        }
        stories.put("token-429", BuiltInScenariosTest::tellsWhenToComeBack);
        stories.put("token-timeout", BuiltInScenariosTest::leavesTheTokenCallUnanswered);
        stories.put("token-slow", BuiltInScenariosTest::answersTheTokenCallLate);
        stories.put("token-garbled", stage -> assertFalse(stage.tokenCall().body().length == 0));
        stories.put(
                "handshake-403", stage -> assertEquals(403, stage.handshake().readStatus()));
        stories.put(
                "handshake-500", stage -> assertEquals(500, stage.handshake().readStatus()));
        stories.put("handshake-stall", BuiltInScenariosTest::leavesTheHandshakeUnanswered);
        for (int code : new int[] {1000, 1001, 1008, 1011, 1012, 1013, 4001}) {
            stories.put("close-" + code, stage -> assertEquals("close " + code, stage.endIn(Duration.ofSeconds(1))));
        }
        stories.put("close-1006", stage -> assertEquals("end", stage.endIn(Duration.ofSeconds(1))));
        stories.put("reset", stage -> assertEquals("reset", stage.endIn(Duration.ofSeconds(1))));
        stories.put("half-open", BuiltInScenariosTest::goesDead);
        stories.put("stall-reads", BuiltInScenariosTest::readsNothingForAWhile);
        stories.put("slow-bytes", BuiltInScenariosTest::sendsAFewBytesAtATime);
        stories.put("fragmented", BuiltInScenariosTest::cutsMessages);
        stories.put("interleaved-ping", BuiltInScenariosTest::putsPingsBetween);
        stories.put("malformed-json", stage -> {
            PlainSocket.Frame message = stage.messageAfterASecond();
            assertThrows(ProtocolException.class, message::event);
        });
        stories.put("invalid-utf8", stage -> {
            PlainSocket.Frame message = stage.messageAfterASecond();
            assertEquals(FrameEncoder.TEXT, message.opcode());
            assertThrows(
                    CharacterCodingException.class,
                    () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.payload())));
        });
        stories.put("oversized", stage -> {
            PlainSocket.Frame message = stage.messageAfterASecond();
            assertEquals(16 << 20, message.payload().length);
            assertInstanceOf(LogEvent.class, message.event());
        });
        stories.put(
                "binary-frame",
                stage -> assertEquals(
                        FrameEncoder.BINARY, stage.messageAfterASecond().opcode()));
        stories.put("unknown-event", stage -> {
            UnknownEvent event = assertInstanceOf(
                    UnknownEvent.class, stage.messageAfterASecond().event());
            assertEquals("server-mood", event.type());
        });
        stories.put("duplicate-history", BuiltInScenariosTest::repeatsTheHistory);
        stories.put("flapping", BuiltInScenariosTest::failsAgainAndAgain);
        stories.put("rolling-restart", BuiltInScenariosTest::restartsOneServerAfterTheOther);
        return stories;
    }

    @Test
    void noStoryIsOfAScenarioThatDoesNotExist() {
        List<String> names = Scenarios.all().stream().map(Scenario::name).toList();

        assertEquals(new HashSet<>(names), stories().keySet());
    }

    private static void boots(Stage stage) throws Exception {
        PlainSocket socket = stage.authenticated();
        assertEquals(PowerState.STOPPED, socket.await(PowerStateEvent.class).stateValue());

        stage.advance(Duration.ofSeconds(1));
        assertEquals(PowerState.STARTING, socket.await(PowerStateEvent.class).stateValue());
        stage.advance(Duration.ofSeconds(30));
        socket.await(LogEvent.class, log -> log.message().contains("Done ("));
        assertEquals(PowerState.RUNNING, socket.await(PowerStateEvent.class).stateValue());
    }

    private static void printsStackTraces(Stage stage) throws Exception {
        PlainSocket socket = stage.caughtUp();
        for (EventStyle style : EventStyle.values()) {
            stage.server().events(style);
            stage.advance(Duration.ofSeconds(5));
            if (style == EventStyle.PANEL) {
                socket.await(
                        Log4jEvent.class, entry -> entry.throwable().orElse("").contains("\n\tat "));
            } else {
                socket.await(LogEvent.class, log -> log.message().startsWith("\tat "));
            }
        }
    }

    private static void replaysTheHistoryInChunks(Stage stage) throws Exception {
        stage.server().burst(1000);
        PlainSocket dropped = stage.authenticated();
        stage.advance(Duration.ofSeconds(5));
        dropped.rest();

        PlainSocket again = stage.authenticated();
        for (int chunk = 0; chunk < 2; chunk++) {
            LogEvent log = assertInstanceOf(LogEvent.class, again.event());
            assertEquals(500, log.message().lines().count());
        }
        assertInstanceOf(PowerStateEvent.class, again.event());
    }

    private static void crashes(Stage stage, PowerStateEvent how) throws Exception {
        PlainSocket socket = stage.caughtUp();
        stage.advance(Duration.ofSeconds(1));
        assertEquals(how, socket.await(PowerStateEvent.class));

        stage.advance(Duration.ofMinutes(10));
        assertEquals(PowerState.CRASHED, stage.server().powerState());
    }

    private static void crashesAgainAndAgain(Stage stage) throws Exception {
        PlainSocket socket = stage.caughtUp();
        stage.advance(Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) {
            assertEquals(PowerState.CRASHED, socket.await(PowerStateEvent.class).stateValue());
            assertEquals(
                    PowerState.STARTING, socket.await(PowerStateEvent.class).stateValue());
            assertEquals(PowerState.RUNNING, socket.await(PowerStateEvent.class).stateValue());
        }
    }

    private static void restoresABackup(Stage stage) throws Exception {
        PlainSocket socket = stage.caughtUp();
        stage.advance(Duration.ofMinutes(5));
        BackupProgressEvent made =
                socket.await(BackupProgressEvent.class, event -> event.stateValue() == BackupState.DONE);
        assertEquals(BackupTask.CREATE, made.taskValue());
        assertEquals(PowerState.STOPPING, socket.await(PowerStateEvent.class).stateValue());
        BackupProgressEvent restored = socket.await(
                BackupProgressEvent.class,
                event -> event.taskValue() == BackupTask.RESTORE && event.stateValue() == BackupState.DONE);
        assertEquals(made.id(), restored.id());
    }

    private static boolean hasFailed(BackupProgressEvent event) {
        return event.taskValue() == BackupTask.CREATE && event.stateValue() == BackupState.FAILED;
    }

    private static boolean isCorrupted(FilesystemOpsEvent event) {
        return event.all().stream()
                .anyMatch(operation -> operation.stateValue() == FilesystemOperationState.FAILURE_CORRUPTED);
    }

    private static void endsIn(Stage stage, ArchonEvent end) throws Exception {
        endsIn(stage, end.getClass(), end::equals);
    }

    private static <E extends ArchonEvent> void endsIn(Stage stage, Class<E> type, Predicate<E> end) throws Exception {
        PlainSocket socket = stage.caughtUp();
        stage.advance(Duration.ofMinutes(3));
        socket.await(type, end);
    }

    private static void warnsAndIsSlow(Stage stage) throws Exception {
        PlainSocket socket = stage.caughtUp();
        stage.advance(Duration.ofSeconds(1));
        assertInstanceOf(AuthExpiringEvent.class, socket.event());

        answersLate(stage, Duration.ofSeconds(20));
    }

    private static void answersTheTokenCallLate(Stage stage) throws Exception {
        answersLate(stage, Duration.ofSeconds(5));
    }

    private static void answersLate(Stage stage, Duration delay) throws Exception {
        ActiveFault fault = stage.server().faults().get(0);
        CompletableFuture<HttpResponse<byte[]>> answer = RestCalls.tokenCallLater(stage.sim, "demo");
        await().atMost(SOON).until(() -> fault.strikes() == 1);
        stage.advance(delay.minusMillis(1));
        assertFalse(answer.isDone());

        stage.advance(Duration.ofMillis(1));
        assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
    }

    private static void leavesAuthUnanswered(Stage stage) throws Exception {
        PlainSocket socket = stage.opened();
        socket.authenticate(stage.token());
        stage.sim.journal().await(JournalEntry.Auth.class, auth -> !auth.accepted(), SOON);

        stage.advance(Duration.ofMinutes(5));
        assertTrue(socket.isSilent());
    }

    private static void tellsWhenToComeBack(Stage stage) throws Exception {
        HttpResponse<byte[]> answer = stage.tokenCall();

        assertEquals(429, answer.statusCode());
        assertEquals("2", answer.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(429, stage.tokenCall().statusCode());
    }

    private static void leavesTheTokenCallUnanswered(Stage stage) {
        CompletableFuture<HttpResponse<byte[]>> answer = RestCalls.tokenCallLater(stage.sim, "demo");
        stage.sim.journal().await(JournalEntry.TokenCall.class, call -> call.status() == 0, SOON);

        stage.advance(Duration.ofMinutes(5));
        assertFalse(answer.isDone());
    }

    private static void leavesTheHandshakeUnanswered(Stage stage) throws Exception {
        PlainSocket socket = stage.handshake();
        stage.sim.journal().await(JournalEntry.Handshake.class, handshake -> handshake.status() == 0, SOON);

        stage.advance(Duration.ofMinutes(5));
        assertTrue(socket.isSilent());
    }

    private static void goesDead(Stage stage) throws Exception {
        PlainSocket dead = stage.caughtUp();
        stage.advance(Duration.ofSeconds(1));
        stage.server().burst(10);
        dead.command("list");
        assertTrue(dead.isSilent());

        PlainSocket alive = stage.caughtUp();
        alive.command("list");
        alive.await(LogEvent.class, log -> log.message().contains("players online"));
        assertEquals(1, stage.sim.journal().entries(JournalEntry.Command.class).size());
        assertEquals(1, stage.server().connections());
    }

    private static void readsNothingForAWhile(Stage stage) throws Exception {
        PlainSocket socket = stage.caughtUp();
        stage.advance(Duration.ofSeconds(1));
        // What is sent still arrives, and shows that reading has stopped: it was queued behind that.
        stage.server().burst(1);
        socket.await(LogEvent.class, log -> log.message().contains("#1 "));

        socket.command("say hi");
        assertTrue(socket.isSilent());
        stage.advance(Duration.ofMinutes(2));
        socket.await(LogEvent.class, log -> log.message().contains("hi"));
    }

    private static void sendsAFewBytesAtATime(Stage stage) throws Exception {
        PlainSocket socket = stage.opened();
        socket.authenticate(stage.token());
        stage.sim.journal().await(JournalEntry.Auth.class, JournalEntry.Auth::accepted, SOON);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            assertTrue(socket.isSilent());
            stage.advance(Duration.ofMillis(20));
            text.append(new String(socket.read(16), StandardCharsets.UTF_8));
        }
        assertTrue(text.toString().contains("{\"event\":\"auth-ok\"}"), text.toString());
    }

    private static void cutsMessages(Stage stage) throws Exception {
        PlainSocket socket = stage.opened();
        socket.authenticate(stage.token());
        assertInstanceOf(AuthOkEvent.class, socket.message().event());
        stage.server().burst(3);
        List<PlainSocket.Frame> frames = new ArrayList<>();
        for (int messages = 0; messages < 20; ) {
            PlainSocket.Frame frame = socket.frame();
            frames.add(frame);
            messages += frame.last() ? 1 : 0;
        }
        assertTrue(frames.stream().allMatch(frame -> frame.payload().length <= 16));
        assertTrue(frames.stream()
                        .filter(frame -> frame.opcode() == FrameEncoder.CONTINUATION)
                        .count()
                > 100);
        socket.message().event();
    }

    private static void putsPingsBetween(Stage stage) throws Exception {
        PlainSocket socket = stage.opened();
        socket.authenticate(stage.token());
        int betweenFragments = 0;
        boolean inMessage = false;
        for (int i = 0; i < 40; i++) {
            PlainSocket.Frame ping = socket.frame();
            assertEquals(FrameEncoder.PING, ping.opcode());
            assertTrue(ping.last());
            assertEquals(4, ping.payload().length);
            betweenFragments += inMessage ? 1 : 0;
            PlainSocket.Frame frame = socket.frame();
            assertEquals(inMessage ? FrameEncoder.CONTINUATION : FrameEncoder.TEXT, frame.opcode());
            inMessage = !frame.last();
        }
        assertTrue(betweenFragments > 10);
    }

    private static void repeatsTheHistory(Stage stage) throws Exception {
        PlainSocket socket = stage.authenticated();
        List<String> history = new ArrayList<>();
        for (PlainSocket.Frame frame = socket.frame(); frame.event() instanceof LogEvent; frame = socket.frame()) {
            history.add(frame.text());
        }
        socket.await(UptimeEvent.class);

        stage.advance(Duration.ofSeconds(1));
        assertFalse(history.isEmpty());
        for (String line : history) {
            assertEquals(line, socket.frame().text());
        }
    }

    private static void failsAgainAndAgain(Stage stage) throws Exception {
        Set<String> ends = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ends.add(stage.endIn(Duration.ofSeconds(5)));
        }
        assertEquals(Set.of("end", "reset", "close 1001"), ends);
    }

    private static void restartsOneServerAfterTheOther(Stage stage) throws Exception {
        PlainSocket second = stage.kept(PlainSocket.authenticated(stage.sim, "second"));
        assertEquals(
                PowerState.STOPPING,
                stage.authenticated().await(PowerStateEvent.class).stateValue());
        assertEquals("close 1012", stage.endIn(Duration.ofSeconds(3)));
        assertEquals(1, stage.sim.server("second").connections());

        stage.advance(Duration.ofSeconds(20));
        List<PlainSocket.Frame> frames = second.rest();
        assertEquals(1012, frames.get(frames.size() - 1).closeCode());
    }

    private interface Story {

        void play(Stage stage) throws Exception;
    }

    /** A simulator whose servers play the scenario from the start, with time that is moved by hand. */
    private static final class Stage implements AutoCloseable {

        private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
        private final List<PlainSocket> sockets = new ArrayList<>();
        private final ArchonSimulator sim;

        private Stage(Scenario scenario) {
            this(scenario, EventStyle.DOC);
        }

        private Stage(Scenario scenario, EventStyle style) {
            sim = ArchonSimulator.builder()
                    .events(style)
                    .server("demo")
                    .server("second")
                    .time(time)
                    .traffic(Traffic.SILENT)
                    .scenario(scenario)
                    .start();
        }

        private SimulatedServer server() {
            return sim.server("demo");
        }

        private void advance(Duration duration) {
            time.advance(duration);
        }

        private HttpResponse<byte[]> tokenCall() throws Exception {
            return RestCalls.tokenCall(sim, "demo");
        }

        private String token() throws Exception {
            return RestCalls.credentials(sim, "demo").token().value();
        }

        /** A socket that has sent its handshake. */
        private PlainSocket handshake() throws Exception {
            return kept(PlainSocket.request(
                    URI.create(RestCalls.credentials(sim, "demo").url())));
        }

        private PlainSocket opened() throws Exception {
            return kept(PlainSocket.open(sim, "demo"));
        }

        private PlainSocket authenticated() throws Exception {
            return kept(PlainSocket.authenticated(sim, "demo"));
        }

        /** A socket that has read the history and the state. */
        private PlainSocket caughtUp() throws Exception {
            PlainSocket socket = authenticated();
            socket.await(UptimeEvent.class);
            return socket;
        }

        /** In which message a socket gets the answer to a command. */
        private EventStyle styleOf(String command) throws Exception {
            PlainSocket socket = caughtUp();
            socket.command(command);
            ArchonEvent answer = socket.event();
            if (answer instanceof Log4jEvent) {
                return EventStyle.PANEL;
            }
            assertInstanceOf(LogEvent.class, answer);
            return EventStyle.DOC;
        }

        private PlainSocket kept(PlainSocket socket) {
            sockets.add(socket);
            return socket;
        }

        private PlainSocket.Frame messageAfterASecond() throws Exception {
            PlainSocket socket = caughtUp();
            advance(Duration.ofSeconds(1));
            return socket.frame();
        }

        private List<Boolean> answersToAuth(int times) throws Exception {
            PlainSocket socket = opened();
            List<Boolean> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                socket.authenticate(token());
                while (true) {
                    var event = socket.event();
                    if (event instanceof AuthOkEvent || event instanceof AuthIncorrectEvent) {
                        answers.add(event instanceof AuthOkEvent);
                        break;
                    }
                }
            }
            return answers;
        }

        private long linesIn(Duration duration) throws Exception {
            return framesIn(duration).stream()
                    .filter(frame -> frame.text().contains("\"log\""))
                    .count();
        }

        private long numberedLinesIn(Duration duration) throws Exception {
            return framesIn(duration).stream()
                    .filter(frame -> frame.text().contains("[ChunkLog] #"))
                    .count();
        }

        private long warningsIn(Duration duration) throws Exception {
            return framesIn(duration).stream()
                    .filter(frame -> frame.text().contains("auth-expiring"))
                    .count();
        }

        /** What a socket gets while time passes, ended by a drop. */
        private List<PlainSocket.Frame> framesIn(Duration duration) throws Exception {
            PlainSocket socket = caughtUp();
            advance(duration);
            server().drop();
            return socket.rest();
        }

        /** How a socket ends while time passes. */
        private String endIn(Duration duration) throws Exception {
            PlainSocket socket = authenticated();
            advance(duration);
            try {
                List<PlainSocket.Frame> frames = socket.rest();
                PlainSocket.Frame last = frames.get(frames.size() - 1);
                return last.isClose() ? "close " + last.closeCode() : "end";
            } catch (SocketException e) {
                return "reset";
            }
        }

        @Override
        public void close() throws IOException {
            sim.close();
            for (PlainSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
