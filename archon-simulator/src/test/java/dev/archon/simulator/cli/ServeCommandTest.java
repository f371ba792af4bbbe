package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.RestPaths;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.EventStyle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the options of the command do to the simulator that it starts. */
class ServeCommandTest {

    private static final int LIMIT_SECONDS = 20;

    @ParameterizedTest
    @CsvSource({"--seed=2, true", "--no-compression, false"})
    void compressionIsAcceptedUnlessItIsSwitchedOff(String option, boolean accepted) throws IOException {
        try (ArchonSimulator sim = started(option)) {
            String head = handshakeThatOffersCompression(sim.port());

            assertTrue(head.startsWith("http/1.1 101 "), head);
            assertEquals(accepted, head.contains("sec-websocket-extensions: permessage-deflate"), head);
        }
    }

    @Test
    void tokenCallsAboveTheLimitAreRefused() throws Exception {
        try (ArchonSimulator sim = started("--token-call-limit=1", "--speed=0.001")) {
            assertEquals(200, get(sim, RestPaths.webSocket("demo")).statusCode());

            HttpResponse<String> second = get(sim, RestPaths.webSocket("demo"));
            assertEquals(429, second.statusCode());
            assertEquals("1", second.headers().firstValue("retry-after").orElseThrow());
        }
    }

    @Test
    void callsThatNothingAnswersAreForwarded() throws Exception {
        try (ArchonSimulator other = started("--server=elsewhere");
                ArchonSimulator sim = started("--forward=" + other.baseUri())) {
            assertEquals(200, get(sim, "/modrinth/v0/servers").statusCode());
            HttpResponse<String> forwarded = get(sim, "/v1/unknown");

            assertEquals(404, forwarded.statusCode());
            assertEquals(
                    "/v1/unknown",
                    other.journal().entries(JournalEntry.Call.class).get(0).path());
        }
    }

    @ParameterizedTest
    @CsvSource({"--seed=2, PANEL", "--events=panel, PANEL", "--events=doc, DOC"})
    void aConsoleComesAsThatOfARealServerUnlessItIsToldOtherwise(String option, EventStyle style) {
        try (ArchonSimulator sim = started(option)) {
            assertEquals(style, sim.server("demo").events());
        }
    }

    private static ArchonSimulator started(String... options) {
        CommandLine commands = Main.commandLine();
        ParseResult parsed =
                commands.parseArgs(Main.withCommand(commands.getSubcommands().keySet(), options));
        return ((ServeCommand) parsed.subcommand().commandSpec().userObject())
                .simulator()
                .start();
    }

    private static HttpResponse<String> get(ArchonSimulator sim, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sim.baseUri().resolve(path))
                .header("Authorization", "Bearer any")
                .timeout(Duration.ofSeconds(LIMIT_SECONDS))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Opens a WebSocket as a browser does, and returns the head of the answer in small letters. */
    private static String handshakeThatOffersCompression(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_SECONDS * 1000);
            String request = String.join(
                    "\r\n",
                    "GET /modrinth/v0/ws/demo HTTP/1.1",
                    "Host: localhost:" + port,
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Extensions: permessage-deflate",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line.toLowerCase(Locale.ROOT)).append('\n');
            }
            return head.toString();
        }
    }
}
