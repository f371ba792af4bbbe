package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.ArchonSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class RunnableJarIT {

    private static final String TOKEN = "mrp_aVerySecretToken";

    @Test
    void itSaysWhereItListensAndAnswersThereAndEndsWithCode0WhenTold() throws Exception {
        try (JarProcess jar = JarProcess.start("--server", "lobby", "--server", "survival", "--token", TOKEN)) {
            URI base = jar.awaitReady();
            assertEquals("http", base.getScheme());
            assertEquals(200, tokenCall(HttpClient.newHttpClient(), base, "survival", TOKEN));
            assertEquals(401, tokenCall(HttpClient.newHttpClient(), base, "survival", "another"));
            assertEquals(404, tokenCall(HttpClient.newHttpClient(), base, "demo", TOKEN));

            jar.terminate();
            assertEquals(0, jar.awaitExit());

            assertEquals(List.of("ready " + base), jar.out());
            assertEquals(List.of(), jar.err());
        }
    }

    @Test
    void theStyleOfEventsIsThatOfTheOption() throws Exception {
        try (JarProcess jar = JarProcess.start("--events", "doc", "--history-chunk", "200")) {
            HttpResponse<String> shown = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(jar.awaitReady().resolve("/sim/servers/demo"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertTrue(shown.body().contains("\"events\":\"doc\""), shown.body());
        }
    }

    @Test
    void withoutATokenAnyIsTakenAndItSaysSo() throws Exception {
        try (JarProcess jar = JarProcess.start("serve")) {
            assertEquals(200, tokenCall(HttpClient.newHttpClient(), jar.awaitReady(), "demo", "anything"));
            jar.terminate();
            assertEquals(0, jar.awaitExit());
            assertEquals(List.of("no --token: any API token that is not empty is taken"), jar.err());
        }
    }

    @Test
    void withTlsItPrintsTheFingerprintAndWritesWhatToTrust(@TempDir Path directory) throws Exception {
        Path authority = directory.resolve("authority.pem");
        try (JarProcess jar = JarProcess.start("--tls-authority", authority.toString(), "--token", TOKEN)) {
            URI base = jar.awaitReady();
            assertEquals("https", base.getScheme());
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(trusting(authority)).build();
            assertEquals(200, tokenCall(trusting, base, "demo", TOKEN));
            jar.terminate();
            assertEquals(0, jar.awaitExit());
            assertEquals(1, jar.err().size(), jar.err().toString());
            assertTrue(
                    Pattern.matches(
                            "certificate SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}",
                            jar.err().get(0)),
                    jar.err().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tokn=" + TOKEN,
                "--tokn " + TOKEN,
                "serve --port",
                "--port 70000",
                "--port x",
                "--speed 0",
                "--token-ttl soon",
                "--token-ttl 0s",
                "--server=",
                "--token=",
                "sevre",
                "--port 8080 replay",
                "serve --seed 1 --seed 2",
                "--scenario no-such-scenario",
                "--scenario no-such-file.json",
                "--control everybody",
                "--events log4j",
                "--history-chunk 0",
                "scenarios no-such-scenario",
                "record",
                "record out.jsonl --upstream nonsense",
                "replay",
                "replay in.jsonl --speed fast"
            })
    void wrongArgumentsGiveOneLineAndCode2(String arguments) throws Exception {
        try (JarProcess jar = JarProcess.start(arguments.split(" ", -1))) {
            assertEquals(2, jar.awaitExit());
            assertEquals(List.of(), jar.out());
            assertEquals(1, jar.err().size(), jar.err().toString());
            assertTrue(
                    jar.err().get(0).startsWith("archon-simulator: "), jar.err().toString());
            assertFalse(jar.err().get(0).contains(TOKEN), jar.err().toString());
        }
    }

    @Test
    void aTakenPortGivesOneLineAndCode1() throws Exception {
        try (ArchonSimulator sim = ArchonSimulator.builder().start();
                JarProcess jar = JarProcess.start("--port", String.valueOf(sim.port()), "--token", TOKEN)) {
            assertEquals(1, jar.awaitExit());
            assertEquals(List.of(), jar.out());
            assertEquals(1, jar.err().size(), jar.err().toString());
            assertTrue(
                    jar.err().get(0).contains("127.0.0.1:" + sim.port()),
                    jar.err().toString());
        }
    }

    @Test
    void aHostThatDoesNotExistGivesOneLineAndCode1() throws Exception {
        try (JarProcess jar = JarProcess.start("--host", "no-such-host.invalid")) {
            assertEquals(1, jar.awaitExit());
            assertEquals(
                    List.of("archon-simulator: cannot listen on no-such-host.invalid:0: there is no such host"),
                    jar.err());
        }
    }

    @Test
    void itPlaysAScenario() throws Exception {
        try (JarProcess jar = JarProcess.start("--scenario", "token-500", "--token", TOKEN)) {
            assertEquals(500, tokenCall(HttpClient.newHttpClient(), jar.awaitReady(), "demo", TOKEN));
        }
    }

    @Test
    void itListsScenariosAndShowsThemInAFormThatItReadsAgain(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("mine.json");
        try (JarProcess list = JarProcess.start("scenarios");
                JarProcess one = JarProcess.start("scenarios", "crash-loop");
                JarProcess schema = JarProcess.start("scenarios", "--schema")) {
            assertEquals(0, list.awaitExit());
            assertTrue(list.out().size() >= 25, list.out().toString());
            assertTrue(
                    list.out().stream().anyMatch(line -> line.startsWith("crash-loop  ")),
                    list.out().toString());
            assertEquals(0, one.awaitExit());
            Files.write(file, one.out());
            assertEquals(0, schema.awaitExit());
            assertTrue(schema.out().get(0).startsWith("{"), schema.out().toString());
        }
        try (JarProcess again = JarProcess.start("scenarios", file.toString())) {
            assertEquals(0, again.awaitExit());
            assertEquals(Files.readAllLines(file), again.out());
        }
    }

    @Test
    void itRecordsAndReplays(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("session.jsonl");
        try (ArchonSimulator sim = ArchonSimulator.builder().start();
                JarProcess recorder = JarProcess.start(
                        "record", file.toString(), "--upstream", sim.baseUri().toString())) {
            URI base = recorder.awaitReady();
            assertEquals("{\"event\":\"auth-ok\"}", firstMessage(base));
            recorder.terminate();
            assertEquals(0, recorder.awaitExit());
            assertEquals(List.of(), recorder.err());
        }
        String recorded = Files.readString(file);
        assertTrue(recorded.contains("\"kind\":\"rest\""), recorded);
        assertFalse(recorded.contains(TOKEN), recorded);

        try (JarProcess replay = JarProcess.start("replay", file.toString(), "--speed", "max", "--token", TOKEN)) {
            assertEquals("{\"event\":\"auth-ok\"}", firstMessage(replay.awaitReady()));
        }
        Path cutOff = directory.resolve("cut-off.jsonl");
        Files.writeString(cutOff, recorded.substring(0, recorded.length() - 20));
        try (JarProcess replay = JarProcess.start("replay", cutOff.toString(), "--token", TOKEN)) {
            assertEquals("{\"event\":\"auth-ok\"}", firstMessage(replay.awaitReady()));
            replay.terminate();
            assertEquals(0, replay.awaitExit());
            assertTrue(
                    replay.err().toString().contains("ends in the middle of a line; it is played up to there"),
                    replay.err().toString());
        }
        Path empty = directory.resolve("empty.jsonl");
        Files.writeString(empty, recorded.lines().findFirst().orElseThrow());
        try (JarProcess nothing = JarProcess.start("replay", empty.toString())) {
            assertEquals(1, nothing.awaitExit());
            assertTrue(
                    nothing.err().toString().contains("holds no WebSocket"),
                    nothing.err().toString());
        }
        try (JarProcess nothing =
                JarProcess.start("replay", directory.resolve("none.jsonl").toString())) {
            assertEquals(1, nothing.awaitExit());
            assertEquals(1, nothing.err().size(), nothing.err().toString());
        }
    }

    private static String firstMessage(URI base) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest call = HttpRequest.newBuilder(base.resolve(RestPaths.webSocket("demo")))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(20))
                .build();
        WebSocketCredentials credentials = RestCodec.decodeCredentials(
                http.send(call, HttpResponse.BodyHandlers.ofByteArray()).body());
        CompletableFuture<String> first = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(credentials.url()), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        first.complete(text.toString());
                        return null;
                    }
                })
                .get(20, TimeUnit.SECONDS);
        byte[] auth = ClientMessageCodec.encode(new ClientMessage.Authenticate(credentials.token()));
        socket.sendText(new String(auth, StandardCharsets.UTF_8), true).get(20, TimeUnit.SECONDS);
        String message = first.get(20, TimeUnit.SECONDS);
        socket.abort();
        return message;
    }

    @Test
    void itKnowsItsVersionAndExplainsItself() throws Exception {
        try (JarProcess version = JarProcess.start("--version");
                JarProcess help = JarProcess.start("--help")) {
            assertEquals(0, version.awaitExit());
            assertTrue(
                    Pattern.matches("archon-simulator \\d+\\..*", version.out().get(0)),
                    version.out().toString());
            assertEquals(0, help.awaitExit());
            assertTrue(
                    help.out().get(0).startsWith("Usage: archon-simulator"),
                    help.out().toString());
            assertEquals(List.of(), help.err());
        }
    }

    @Test
    void theJarHoldsNoSignaturesNoModuleDescriptorsAndTheLicences() throws Exception {
        try (ZipFile jar = new ZipFile(System.getProperty("archon.simulator.jar", "target/archon-simulator.jar"))) {
            List<String> names;
            try (Stream<String> entries = jar.stream().map(entry -> entry.getName())) {
                names = entries.toList();
            }
            assertTrue(names.containsAll(List.of("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/THIRD-PARTY.txt")));
            assertEquals(
                    List.of(),
                    names.stream()
                            .filter(name -> name.endsWith("module-info.class")
                                    || name.startsWith("org/junit/")
                                    || name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"))
                            .toList());
        }
    }

    private static int tokenCall(HttpClient http, URI base, String server, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/modrinth/v0/servers/" + server + "/ws"))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(JarProcess.LIMIT_SECONDS))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static SSLContext trusting(Path authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
