package dev.archon.simulator;

import dev.archon.protocol.codec.RestCodec;
import dev.archon.simulator.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Every byte that a client gets from a server that plays a scenario while time is moved by hand. The client comes back as
 * often as its socket is ended; every answer is waited for, so that all happens at its time.
 */
final class Recording {

    private static final Duration STEP = Duration.ofMillis(1500);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ArchonSimulator sim;

    private Recording(ArchonSimulator sim) {
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
            Recording recording = new Recording(sim);
            recording.play(time, steps);
            return recording.bytes.toByteArray();
        }
    }

    private void play(ManualTime time, int steps) throws Exception {
        SimulatedServer server = sim.server("demo");
        PlainSocket socket = connect();
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

    /** Opens a socket; without a token, or with one that is refused, it stays unauthenticated. */
    private PlainSocket connect() throws Exception {
        HttpResponse<byte[]> answer = RestCalls.tokenCall(sim, "demo");
        note("token call " + answer.statusCode());
        boolean hasToken = new String(answer.body(), StandardCharsets.UTF_8).contains("\"token\"");
        PlainSocket socket = PlainSocket.open(sim.baseUri().resolve("/modrinth/v0/ws/demo"));
        if (hasToken) {
            int before = sim.journal().entries(JournalEntry.Auth.class).size();
            socket.authenticate(
                    RestCodec.decodeCredentials(answer.body()).token().value());
            var auths = sim.journal().await(JournalEntry.Auth.class, auth -> true, before + 1, SOON);
            note("auth " + auths.get(before).detail());
        }
        return socket;
    }

    private void keep(PlainSocket socket) throws Exception {
        try (socket) {
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
