package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.InstallProgressEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@SimulatedArchon(manualTime = true)
class RecordReplayTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** The beginning of a recording, up to the answer to {@code auth}. */
    private static final String AUTHENTICATED = """
            {"format":"archon-recording","version":1,"started":"2026-11-01T12:00:00Z","upstream":"http://x"}
            {"at":1000,"kind":"open","connection":7,"server":"demo","status":101}
            {"at":2000,"kind":"frame","connection":7,"from":"client","fin":true,"opcode":1,"text":"{\\"event\\":\\"auth\\",\\"jwt\\":\\"<token 1>\\"}"}
            {"at":5000,"kind":"frame","connection":7,"from":"server","fin":true,"opcode":1,"text":"{\\"event\\":\\"auth-ok\\"}"}
            """;

    @TempDir
    Path directory;

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ManualTime time;

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ArchonSimulator sim;

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private SimulatedServer server;

    @ParameterizedTest
    @EnumSource(EventStyle.class)
    void aRecordedSessionIsReplayedWithTheSameFrames(EventStyle style) throws Exception {
        server.events(style);
        server.historyChunk(7);
        List<String> recorded;
        try (ArchonRecorder recorder = recorder();
                PlainSocket socket = PlainSocket.authenticated(recorder.baseUri(), "demo")) {
            server.burst(500);
            server.stackTrace();
            server.emitRaw("no JSON".getBytes(UTF_8));
            server.emitRaw(new byte[] {(byte) 0xFF, (byte) 0xFE});
            server.emitRaw(new byte[70_000]);
            server.expireToken();
            recorded = framesUntilExpiring(socket);
            socket.authenticate(token(recorder.baseUri()));
            sim.journal().await(JournalEntry.Auth.class, auth -> auth.detail().equals("renewed"), SOON);
            server.burst(10);
            server.close(4001, "enough");
            recorded.addAll(shown(socket.rest()));
        }

        try (ArchonSimulator replay = replay(ReplayPace.UNPACED);
                PlainSocket socket = PlainSocket.authenticated(replay, "demo")) {
            List<String> replayed = framesUntilExpiring(socket);
            socket.authenticate(token(replay.baseUri()));
            replayed.addAll(shown(socket.rest()));

            assertEquals(recorded, replayed);
            assertEquals(
                    style == EventStyle.PANEL,
                    replayed.stream().anyMatch(frame -> frame.contains("\"event\":\"log4j\"")));
        }
    }

    @Test
    void theAnswerToAuthWaitsForTheClient() throws Exception {
        try (ArchonRecorder recorder = recorder();
                PlainSocket socket = PlainSocket.authenticated(recorder.baseUri(), "demo")) {
            server.expireToken();
            socket.await(AuthExpiringEvent.class);
            socket.authenticate(token(recorder.baseUri()));
            socket.await(AuthOkEvent.class);
            socket.await(InstallProgressEvent.class);
            server.drop();
            socket.rest();
        }

        try (ArchonSimulator replay = replay(ReplayPace.UNPACED);
                PlainSocket socket = PlainSocket.open(replay, "demo")) {
            socket.authenticate("nonsense");
            assertInstanceOf(AuthIncorrectEvent.class, socket.event());
            socket.authenticate(token(replay.baseUri()));
            assertInstanceOf(AuthOkEvent.class, socket.event());
            socket.await(AuthExpiringEvent.class);
            socket.timeout(200);
            assertThrows(IOException.class, socket::read);
            socket.timeout(PlainSocket.TIMEOUT_MILLIS);
            socket.authenticate(token(replay.baseUri()));
            assertInstanceOf(AuthOkEvent.class, socket.event());
            assertInstanceOf(InstallProgressEvent.class, socket.event());
            assertEquals(List.of(), socket.rest());
        }
    }

    @Test
    void theRecordedDelaysAreKeptInTheSimulatorsTime() throws Exception {
        Path file = directory.resolve("by-hand.jsonl");
        Files.writeString(file, AUTHENTICATED + """
                {"at":2005000,"kind":"frame","connection":7,"from":"server","fin":true,"opcode":1,"text":"{\\"event\\":\\"log\\",\\"stream\\":\\"stdout\\",\\"message\\":\\"two seconds later\\"}"}
                {"at":2005000,"kind":"something new"}

                {"at":9005000,"kind":"frame","connection":7,"from":"server","fin":true,"opcode":8,"base64":"A+k="}
                """);
        try (ArchonSimulator replay = ArchonSimulator.builder()
                        .time(time)
                        .replay(Recording.read(file), ReplayPace.RECORDED)
                        .start();
                PlainSocket socket = PlainSocket.authenticated(replay, "demo")) {
            time.advance(Duration.ofMillis(1999));
            socket.timeout(200);
            assertThrows(IOException.class, socket::read);
            socket.timeout(PlainSocket.TIMEOUT_MILLIS);

            time.advance(Duration.ofMillis(1));
            assertEquals("two seconds later", socket.await(LogEvent.class).message());

            time.advance(Duration.ofSeconds(7));
            assertEquals(1001, socket.frame().closeCode());
        }
    }

    @Test
    void aRenewalThatWasNotRecordedIsAnsweredAtOnceAndAnswersNothingElse() throws Exception {
        Path file = directory.resolve("by-hand.jsonl");
        Files.writeString(file, AUTHENTICATED + """
                {"at":540000000,"kind":"frame","connection":7,"from":"server","fin":true,"opcode":1,"text":"{\\"event\\":\\"auth-expiring\\"}"}
                {"at":541000000,"kind":"frame","connection":7,"from":"client","fin":true,"opcode":1,"text":"{\\"event\\":\\"auth\\",\\"jwt\\":\\"<token 2>\\"}"}
                {"at":542000000,"kind":"frame","connection":7,"from":"server","fin":true,"opcode":1,"text":"{\\"event\\":\\"auth-ok\\"}"}
                {"at":999000000,"kind":"frame","connection":7,"from":"server","fin":true,"opcode":1,"text":"{\\"event\\":\\"log\\",\\"stream\\":\\"stdout\\",\\"message\\":\\"the end\\"}"}
                """);
        try (ArchonSimulator replay = ArchonSimulator.builder()
                        .time(time)
                        .replay(Recording.read(file), ReplayPace.RECORDED)
                        .start();
                PlainSocket socket = PlainSocket.authenticated(replay, "demo")) {
            assertTrue(JwtClaims.expiry(RestCalls.credentials(replay, "demo").token())
                    .orElseThrow()
                    .isAfter(time.now().plus(Duration.ofDays(19))));
            socket.authenticate(token(replay.baseUri()));
            assertInstanceOf(AuthOkEvent.class, socket.event());

            time.advance(Duration.ofSeconds(545));
            assertInstanceOf(AuthExpiringEvent.class, socket.event());
            assertTrue(socket.isSilent(), "the recorded answer came without its question");
            socket.authenticate(token(replay.baseUri()));
            assertInstanceOf(AuthOkEvent.class, socket.event());

            socket.authenticate(token(replay.baseUri()));
            assertInstanceOf(AuthOkEvent.class, socket.event());
            time.advance(Duration.ofSeconds(500));
            assertEquals("the end", socket.await(LogEvent.class).message());
        }
    }

    @Test
    void aRecordingWithoutAWebSocketIsNotPlayed() throws Exception {
        Path file = directory.resolve("empty.jsonl");
        Files.writeString(file, """
                {"format":"archon-recording","version":1,"started":"2026-11-01T12:00:00Z","upstream":"http://x"}
                """);
        Recording empty = Recording.read(file);
        ArchonSimulatorBuilder builder = ArchonSimulator.builder();

        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> builder.replay(empty, ReplayPace.RECORDED));
        assertEquals("the recording holds no WebSocket, so there is nothing to play", error.getMessage());
    }

    @Test
    void eachClientGetsAConnectionOfItsOwnAndThenItBeginsAgain() throws Exception {
        try (ArchonRecorder recorder = recorder()) {
            for (int connection = 1; connection <= 2; connection++) {
                try (PlainSocket socket = PlainSocket.authenticated(recorder.baseUri(), "demo")) {
                    server.close(4000 + connection, "");
                    socket.rest();
                }
            }
        }
        try (ArchonSimulator replay = replay(ReplayPace.UNPACED)) {
            List<Integer> codes = new ArrayList<>();
            for (int connection = 1; connection <= 3; connection++) {
                try (PlainSocket socket = PlainSocket.authenticated(replay, "demo")) {
                    List<PlainSocket.Frame> frames = socket.rest();
                    codes.add(frames.get(frames.size() - 1).closeCode());
                }
            }
            assertEquals(List.of(4001, 4002, 4001), codes);
        }
    }

    @Test
    void aReplayedServerNotesWhatClientsDoAndAnswersNothing() throws Exception {
        try (ArchonRecorder recorder = recorder();
                PlainSocket socket = PlainSocket.authenticated(recorder.baseUri(), "demo")) {
            socket.await(LogEvent.class);
        }
        try (ArchonSimulator replay = replay(ReplayPace.UNPACED);
                PlainSocket socket = PlainSocket.authenticated(replay, "demo")) {
            socket.command("list");
            replay.journal().awaitCommand("demo", "list", SOON);
            assertEquals(204, RestCalls.power(replay.baseUri(), "demo", "Stop").statusCode());
            replay.server("demo").drop();
            for (PlainSocket.Frame frame : socket.rest()) {
                assertFalse(frame.text().contains("players online:"), frame.text());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void endsWithoutACloseFrameAreTakenOverAndReplayed(boolean reset) throws Exception {
        try (ArchonRecorder recorder = recorder();
                PlainSocket socket = PlainSocket.authenticated(recorder.baseUri(), "demo")) {
            if (reset) {
                server.reset();
                assertThrows(IOException.class, socket::rest);
            } else {
                server.drop();
                assertFalse(socket.rest().stream().anyMatch(PlainSocket.Frame::isClose));
            }
        }
        try (ArchonSimulator replay = replay(ReplayPace.UNPACED);
                PlainSocket socket = PlainSocket.authenticated(replay, "demo")) {
            if (reset) {
                assertThrows(IOException.class, socket::rest);
            } else {
                assertFalse(socket.rest().stream().anyMatch(PlainSocket.Frame::isClose));
            }
        }
    }

    @Test
    void noTokenIsInTheFile() throws Exception {
        List<String> tokens = new ArrayList<>(List.of("secret"));
        try (ArchonRecorder recorder = recorder()) {
            WebSocketCredentials credentials = RestCalls.credentials(recorder.baseUri(), "demo");
            tokens.add(credentials.token().value());
            try (PlainSocket socket = PlainSocket.open(URI.create(credentials.url()))) {
                socket.authenticate(credentials.token().value());
                assertInstanceOf(AuthOkEvent.class, socket.event());
                socket.command("say " + credentials.token().value());
                socket.await(
                        LogEvent.class,
                        log -> log.message().contains(credentials.token().value()));
                socket.authenticate("opaque-and-never-issued");
                tokens.add("opaque-and-never-issued");
                socket.await(AuthIncorrectEvent.class);
            }
        }
        String file = Files.readString(file());
        for (String token : tokens) {
            assertFalse(file.contains(token), file);
        }
        assertTrue(file.contains("Bearer <token 1>"), file);
        assertTrue(file.contains("say <token 2>"), file);
    }

    @Test
    void restCallsAndTheirErrorsPassThrough() throws Exception {
        try (ArchonSimulator strict =
                        ArchonSimulator.builder().apiToken("secret").start();
                ArchonRecorder recorder =
                        ArchonRecorder.builder(strict.baseUri(), file()).start()) {
            assertEquals(
                    204, RestCalls.power(recorder.baseUri(), "demo", "Stop").statusCode());
            strict.journal().await(JournalEntry.Power.class, power -> true, SOON);
            assertEquals(404, RestCalls.tokenCall(recorder.baseUri(), "nobody").statusCode());
            assertEquals(
                    401,
                    RestCalls.get(recorder.baseUri(), "/modrinth/v0/servers/demo/ws", "Authorization", "Bearer wrong")
                            .statusCode());
            var nothing = RestCalls.get(recorder.baseUri(), "/nothing?here=1");
            assertEquals(404, nothing.statusCode());
            assertTrue(new String(nothing.body(), UTF_8).contains("not_found"));
        }
        assertTrue(Files.readString(file()).contains("\"path\":\"/nothing?here=1\",\"status\":404"));
    }

    @Test
    void aClientThatDoesNotReadStopsTheServerAndNotTheMemory() throws Exception {
        try (ArchonSimulator flooding = ArchonSimulator.builder()
                        .traffic(Traffic.SILENT)
                        .backlogBytes(8 << 20)
                        .start();
                ArchonRecorder recorder =
                        ArchonRecorder.builder(flooding.baseUri(), file()).start();
                PlainSocket socket = PlainSocket.authenticated(recorder.baseUri(), "demo")) {
            flooding.server("demo").burst(400_000);

            JournalEntry.Closed closed = flooding.journal().await(JournalEntry.Closed.class, entry -> true, SOON);
            assertEquals(1013, closed.code().orElseThrow());
            assertInstanceOf(LogEvent.class, socket.await(LogEvent.class));
        }
    }

    @Test
    void theWayToTheRealServerMayBeEncrypted() throws Exception {
        try (ArchonSimulator encrypted = ArchonSimulator.builder().tls().start();
                ArchonRecorder recorder = ArchonRecorder.builder(encrypted.baseUri(), file())
                        .upstreamTrust(encrypted.tls().trustStore())
                        .start();
                PlainSocket socket = PlainSocket.authenticated(recorder.baseUri(), "demo")) {
            socket.await(LogEvent.class);
        }
    }

    @Test
    void aServerThatIsNotTrustedIsABadGateway() throws Exception {
        try (ArchonSimulator encrypted = ArchonSimulator.builder().tls().start();
                ArchonRecorder recorder =
                        ArchonRecorder.builder(encrypted.baseUri(), file()).start()) {
            assertEquals(502, RestCalls.tokenCall(recorder.baseUri(), "demo").statusCode());
        }
    }

    @Test
    void aServerThatIsNotThereIsABadGatewayThatNamesIt() throws Exception {
        try (ArchonRecorder recorder = recorder()) {
            sim.close();
            var answer = RestCalls.tokenCall(recorder.baseUri(), "demo");

            assertEquals(502, answer.statusCode());
            assertTrue(new String(answer.body(), UTF_8).contains(sim.baseUri().toString()));
        }
    }

    @Test
    void aRecordingIsNeverOverwritten() throws Exception {
        Files.writeString(file(), "precious");

        String message =
                assertThrows(UncheckedIOException.class, this::recorder).getMessage();
        assertTrue(String.valueOf(message).contains("already"), message);
        assertEquals("precious", Files.readString(file()));
    }

    @Test
    void aRecorderThatCannotListenLeavesNoFile() throws Exception {
        assertThrows(
                UncheckedIOException.class,
                () -> ArchonRecorder.builder(sim.baseUri(), file())
                        .port(sim.port())
                        .start());
        assertFalse(Files.exists(file()));
    }

    @Test
    void theEndOfARecordingCanBeAwaited() throws Exception {
        ArchonRecorder recorder = recorder();
        var ended = recorder.ended();
        assertFalse(ended.isDone());
        recorder.close();
        ended.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"format\":\"other\"} | line 1: this is not a recording",
                "{\"format\":\"archon-recording\",\"version\":9} | line 1: field version",
                "{\"format\":\"archon-recording\",\"version\":1,\"started\":\"today\"} | line 1: field started",
                "HEADER{} | line 2: field at",
                "HEADER{\"at\":1} | line 2: field kind",
                "HEADER{\"at\":1,\"kind\":\"frame\",\"connection\":1} | line 2: field from",
                "HEADER{\"at\":1,\"kind\":\"end\",\"connection\":1,\"by\":\"client\",\"how\":\"closed\"} | line 2: field connection",
                "HEADERnonsense | line 2: this is not JSON"
            })
    void aFileThatIsNoRecordingIsRefusedWithLineAndField(String content, String problem) throws Exception {
        String header = "{\"format\":\"archon-recording\",\"version\":1,\"started\":\"2026-11-01T12:00:00Z\"}\n";
        Files.writeString(file(), content.replace("HEADER", header));

        String message = String.valueOf(
                assertThrows(IOException.class, () -> Recording.read(file())).getMessage());
        assertTrue(message.startsWith(file() + ", " + problem), message);
    }

    private Path file() {
        return directory.resolve("session.jsonl");
    }

    private ArchonRecorder recorder() {
        return ArchonRecorder.builder(sim.baseUri(), file()).start();
    }

    private ArchonSimulator replay(ReplayPace pace) throws IOException {
        return ArchonSimulator.builder().replay(Recording.read(file()), pace).start();
    }

    private static String token(URI base) throws Exception {
        return RestCalls.credentials(base, "demo").token().value();
    }

    private static List<String> framesUntilExpiring(PlainSocket socket) throws IOException {
        List<PlainSocket.Frame> frames = new ArrayList<>();
        do {
            frames.add(socket.frame());
        } while (!frames.get(frames.size() - 1).text().contains("auth-expiring"));
        return new ArrayList<>(shown(frames));
    }

    private static List<String> shown(List<PlainSocket.Frame> frames) {
        return frames.stream()
                .map(frame -> frame.last() + " " + frame.opcode() + " " + new String(frame.payload(), ISO_8859_1))
                .toList();
    }
}
