package dev.archon.simulator;

import dev.archon.protocol.codec.RestCodec;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every byte that a client gets from a server that plays a scenario while time is moved by hand. The client comes back as
 * often as its socket is ended; every answer is waited for, so that all happens at its time.
 */
final class WireCapture {

    private static final Duration STEP = Duration.ofMillis(1500);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ArchonSimulator sim;

    private WireCapture(ArchonSimulator sim) {
        this.sim = sim;
    }

    /**
     * Makes a recording.
     *
     * @param steps how often time is moved on
     */
    static byte[] of(Scenario scenario, long seed, int steps) throws Exception {
        ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));
        try (ArchonSimulator sim = ArchonSimulator.builder()
                .seed(seed)
                .time(time)
                .historyLines(50)
                .scenario(scenario)
                .start()) {
            WireCapture recording = new WireCapture(sim);
            recording.play(time, steps);
            return recording.bytes.toByteArray();
        }
    }

    private void play(ManualTime time, int steps) throws Exception {
        SimulatedServer server = sim.server("demo");
        Optional<PlainSocket> socket = connect();
        for (int i = 0; i < steps; i++) {
            time.advance(STEP);
            if (server.connections() == 0) {
                keep(socket);
                socket = connect();
            }
        }
        server.runs().forEach(ScenarioRun::stop);
        server.drop();
        keep(socket);
    }

    /** Opens a socket and authenticates; empty if there is no token, or it is refused. */
    private Optional<PlainSocket> connect() throws Exception {
        HttpResponse<byte[]> answer = RestCalls.tokenCall(sim, "demo");
        note("token call " + answer.statusCode());
        if (!new String(answer.body(), StandardCharsets.UTF_8).contains("\"token\"")) {
            return Optional.empty();
        }
        WebSocketCredentials credentials = RestCodec.decodeCredentials(answer.body());
        PlainSocket socket = PlainSocket.open(URI.create(credentials.url()));
        int before = sim.journal().entries(JournalEntry.Auth.class).size();
        socket.authenticate(credentials.token().value());
        JournalEntry.Auth auth = sim.journal()
                .await(JournalEntry.Auth.class, entry -> true, before + 1, SOON)
                .get(before);
        note("auth " + auth.detail());
        if (auth.accepted()) {
            return Optional.of(socket);
        }
        try (socket) {
            note(socket.message().text());
        }
        return Optional.empty();
    }

    private void keep(Optional<PlainSocket> ended) throws Exception {
        if (ended.isEmpty()) {
            return;
        }
        try (PlainSocket socket = ended.get()) {
            note(socket.rest().size() + " frames");
            bytes.writeBytes(socket.tape());
        } catch (SocketException e) {
            // How much can be read of what came before a reset is up to the kernel.
            note("reset");
        }
    }

    private void note(String text) {
        bytes.writeBytes(("\n<" + text + ">\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Where two recordings part, with what comes before and after. */
    static String difference(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 ? "none" : "at byte " + at + ": " + around(one, at) + "\nbut: " + around(other, at);
    }

    private static String around(byte[] bytes, int at) {
        int from = Math.max(0, at - 200);
        int to = Math.min(bytes.length, at + 200);
        return new String(bytes, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
    }
}
