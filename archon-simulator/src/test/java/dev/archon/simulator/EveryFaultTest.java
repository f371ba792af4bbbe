package dev.archon.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.SealedTypes;
import dev.archon.simulator.scenario.Traffic;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No fault that hits an occasion is taken for none: the occasion is never answered as if nothing were wrong. */
class EveryFaultTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final DurationRange LATE = DurationRange.of(Duration.ofSeconds(5));

    private static final List<Fault> ON_TOKEN_CALL = List.of(
            new Fault.TokenRefused(503),
            new Fault.TokenSlow(LATE),
            new Fault.TokenUnanswered(),
            new Fault.TokenGarbled());
    private static final List<Fault> ON_CALL = List.of(
            new Fault.CallRefused("/**", 503),
            new Fault.CallSlow(CallPattern.parse("/**"), LATE),
            new Fault.CallUnanswered(CallPattern.parse("/**")),
            new Fault.CallClosed(CallPattern.parse("/**")),
            new Fault.CallGarbled(CallPattern.parse("/**")));
    private static final List<Fault> ON_HANDSHAKE =
            List.of(new Fault.HandshakeRefused(503), new Fault.HandshakeSlow(LATE), new Fault.HandshakeUnanswered());
    private static final List<Fault> ON_AUTH =
            List.of(new Fault.AuthRefused(), new Fault.AuthSlow(LATE), new Fault.AuthUnanswered());

    private final ArchonSimulator sim = ArchonSimulator.builder()
            .server("demo")
            .traffic(Traffic.SILENT)
            .time(SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z")))
            .start();
    private final SimulatedServer server = sim.server("demo");

    @Test
    void everyPermittedFaultIsTested() {
        assertEquals(SealedTypes.leaves(Fault.OnTokenCall.class), classes(ON_TOKEN_CALL));
        assertEquals(SealedTypes.leaves(Fault.OnCall.class), classes(ON_CALL));
        assertEquals(SealedTypes.leaves(Fault.OnHandshake.class), classes(ON_HANDSHAKE));
        assertEquals(SealedTypes.leaves(Fault.OnAuth.class), classes(ON_AUTH));
    }

    @ParameterizedTest
    @MethodSource("onCall")
    void noPowerActionIsDone(Fault fault) throws Exception {
        ActiveFault active = server.fault(fault, 1);

        CompletableFuture<HttpResponse<byte[]>> call = RestCalls.powerLater(sim, "demo", "Kill");
        awaitHit(active);

        assertEquals(List.of(), sim.journal().entries(JournalEntry.Power.class));
        assertFalse(
                call.isDone() && !call.isCompletedExceptionally() && call.get().statusCode() == 204);
    }

    @ParameterizedTest
    @MethodSource("onTokenCall")
    void aTokenCallIsNotAnsweredWithAToken(Fault fault) throws Exception {
        ActiveFault active = server.fault(fault, 1);

        CompletableFuture<HttpResponse<byte[]>> call = RestCalls.tokenCallLater(sim, "demo");
        awaitHit(active);

        boolean answered = sim.journal().entries().stream()
                .anyMatch(entry -> entry instanceof JournalEntry.TokenCall answer && answer.status() == 200);
        if (answered) {
            byte[] body = call.get(20, TimeUnit.SECONDS).body();
            assertThrows(ProtocolException.class, () -> RestCodec.decodeCredentials(body));
        }
    }

    @ParameterizedTest
    @MethodSource("onHandshake")
    void aHandshakeIsNotAccepted(Fault fault) throws Exception {
        URI url = URI.create(RestCalls.credentials(sim, "demo").url());
        ActiveFault active = server.fault(fault, 1);

        PlainSocket socket = PlainSocket.request(url);
        try (socket) {
            awaitHit(active);

            assertEquals(
                    List.of(),
                    sim.journal().entries().stream()
                            .filter(entry ->
                                    entry instanceof JournalEntry.Handshake handshake && handshake.status() == 101)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("onAuth")
    void aTokenIsNotAccepted(Fault fault) throws Exception {
        String token = RestCalls.credentials(sim, "demo").token().value();
        ActiveFault active = server.fault(fault, 1);

        try (PlainSocket socket = PlainSocket.open(sim, "demo")) {
            socket.authenticate(token);
            awaitHit(active);

            assertEquals(
                    List.of(),
                    sim.journal().entries().stream()
                            .filter(entry -> entry instanceof JournalEntry.Auth auth && auth.accepted())
                            .toList());
        }
    }

    static List<Fault> onTokenCall() {
        return ON_TOKEN_CALL;
    }

    static List<Fault> onCall() {
        return ON_CALL;
    }

    static List<Fault> onHandshake() {
        return ON_HANDSHAKE;
    }

    static List<Fault> onAuth() {
        return ON_AUTH;
    }

    @AfterEach
    void close() {
        sim.close();
    }

    private void awaitHit(ActiveFault fault) {
        await().atMost(SOON).until(() -> fault.strikes() == 1);
        // A call to the server's loop returns after the turn that counted the hit, in which it was also answered.
        server.backups();
    }

    private static Set<Class<?>> classes(List<Fault> faults) {
        return faults.stream().map(Fault::getClass).collect(Collectors.toSet());
    }
}
