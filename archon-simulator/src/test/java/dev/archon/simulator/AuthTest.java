package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@SimulatedArchon(
        servers = {"demo", "other"},
        traffic = Traffic.SILENT,
        manualTime = true)
class AuthTest {

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ManualTime time;

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ArchonSimulator sim;

    @Test
    void nothingIsSentBeforeAuthOk() throws Exception {
        try (PlainSocket early = PlainSocket.open(sim, "demo");
                PlainSocket late = PlainSocket.authenticated(sim, "demo")) {
            sim.server("demo").burst(10);
            late.await(LogEvent.class, log -> log.message().contains("#10 "));

            early.authenticate(token("demo"));

            assertInstanceOf(AuthOkEvent.class, early.event());
        }
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        String token = token("demo");
        time.advance(Duration.ofMinutes(10));

        assertRefused(token, "expired");
    }

    @Test
    void aTokenForAnotherServerIsRefused() throws Exception {
        assertRefused(token("other"), "for another server");
    }

    @Test
    void aTokenWithAWrongSignatureIsRefused() throws Exception {
        String token = token("demo");
        try (ArchonSimulator stranger =
                ArchonSimulator.builder().seed(99).time(time).start()) {
            assertRefused(RestCalls.credentials(stranger, "demo").token().value(), "wrong signature");
        }
        int last = token.length() - 2;
        char other = token.charAt(last) == 'A' ? 'B' : 'A';
        assertRefused(token.substring(0, last) + other + token.substring(last + 1), "wrong signature");
    }

    @Test
    void aGarbledTokenIsRefused() throws Exception {
        assertRefused("nonsense", "not a JWT");
        assertRefused("a.b.***", "garbled");
        assertRefused("", "not a JWT");
    }

    @Test
    void theClockSkewShowsInTheExpiryButNotInTheLifetime() throws Exception {
        try (ArchonSimulator ahead = ArchonSimulator.builder()
                .time(time)
                .traffic(Traffic.SILENT)
                .clockSkew(Duration.ofMinutes(3))
                .start()) {
            assertEquals(
                    time.now().plus(Duration.ofMinutes(13)),
                    JwtClaims.expiry(RestCalls.credentials(ahead, "demo").token())
                            .orElseThrow());
            try (PlainSocket socket = PlainSocket.authenticated(ahead, "demo")) {
                time.advance(Duration.ofMinutes(9));
                socket.await(AuthExpiringEvent.class);
                time.advance(Duration.ofMinutes(1));
                socket.await(AuthIncorrectEvent.class);
            }
        }
    }

    @Test
    void aTokenThatIsNotSignedIsRefused() throws Exception {
        String claims = token("demo").split("\\.", -1)[1];
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertRefused(header + "." + claims + ".", "wrong signature");
    }

    @Test
    void lifetimeAndWarningAreWhatTheBuilderWasTold() throws Exception {
        try (ArchonSimulator brief = ArchonSimulator.builder()
                        .time(time)
                        .traffic(Traffic.SILENT)
                        .tokenLifetime(Duration.ofSeconds(90))
                        .tokenWarning(Duration.ofSeconds(20))
                        .start();
                PlainSocket socket = PlainSocket.authenticated(brief, "demo")) {
            socket.await(UptimeEvent.class);
            assertEquals(
                    time.now().plusSeconds(90),
                    JwtClaims.expiry(RestCalls.credentials(brief, "demo").token())
                            .orElseThrow());
            time.advance(Duration.ofSeconds(69));
            brief.server("demo").emit(new NewModEvent("not", "yet"));
            assertInstanceOf(NewModEvent.class, socket.event());

            time.advance(Duration.ofSeconds(1));
            assertInstanceOf(AuthExpiringEvent.class, socket.event());
            time.advance(Duration.ofSeconds(20));
            assertInstanceOf(AuthIncorrectEvent.class, socket.event());
        }
    }

    @Test
    void aRefusedClientMayTryAgainOnTheSameSocket() throws Exception {
        try (PlainSocket socket = PlainSocket.open(sim, "demo")) {
            socket.authenticate("nonsense");
            assertInstanceOf(AuthIncorrectEvent.class, socket.event());

            socket.authenticate(token("demo"));
            assertInstanceOf(AuthOkEvent.class, socket.event());
        }
    }

    @Test
    void aTokenIsAnnouncedToExpireAndThenEndsTheConnection() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);

            time.advance(Duration.ofMinutes(9));
            assertInstanceOf(AuthExpiringEvent.class, socket.event());

            time.advance(Duration.ofMinutes(1));
            assertInstanceOf(AuthIncorrectEvent.class, socket.event());
            assertEquals(1008, socket.frame().closeCode());
        }
    }

    @Test
    void aRenewalExtendsTheConnectionAndReplaysNothing() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            time.advance(Duration.ofMinutes(9));
            assertInstanceOf(AuthExpiringEvent.class, socket.event());

            socket.authenticate(token("demo"));
            assertInstanceOf(AuthOkEvent.class, socket.event());
            time.advance(Duration.ofMinutes(8));
            socket.command("say still here");

            assertTrue(socket.await(LogEvent.class).message().endsWith("[Server] still here"));
            assertEquals(
                    "renewed",
                    sim.journal().entries(JournalEntry.Auth.class).get(1).detail());
        }
    }

    @Test
    void expireTokenWarnsNowAndEndsTheOldTokensAfterTheWarningTime() throws Exception {
        String old = token("demo");
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);

            sim.server("demo").expireToken();
            assertInstanceOf(AuthExpiringEvent.class, socket.event());
            time.advance(Duration.ofMinutes(1));

            assertInstanceOf(AuthIncorrectEvent.class, socket.event());
            assertEquals(1008, socket.frame().closeCode());
        }
        assertRefused(old, "revoked");
    }

    @Test
    void expiringTokensOnceMoreBringsNoneBack() throws Exception {
        String old = token("demo");
        sim.server("demo").expireToken();
        time.advance(Duration.ofSeconds(70));
        String newer = token("demo");
        sim.server("demo").expireToken();

        assertRefused(old, "revoked");
        try (PlainSocket socket = PlainSocket.open(sim, "demo")) {
            socket.authenticate(newer);
            assertInstanceOf(AuthOkEvent.class, socket.event());
        }
        time.advance(Duration.ofMinutes(1));
        assertRefused(newer, "revoked");
    }

    @Test
    void expiringATokenNeverMakesAConnectionLastLonger() throws Exception {
        try (PlainSocket socket = PlainSocket.authenticated(sim, "demo")) {
            socket.await(UptimeEvent.class);
            time.advance(Duration.ofSeconds(590));
            socket.await(AuthExpiringEvent.class);
            sim.server("demo").expireToken();
            assertInstanceOf(AuthExpiringEvent.class, socket.event());
            sim.server("demo").expireToken();
            assertInstanceOf(AuthExpiringEvent.class, socket.event());

            time.advance(Duration.ofSeconds(10));
            assertInstanceOf(AuthIncorrectEvent.class, socket.event());
            assertEquals(1008, socket.frame().closeCode());
        }
    }

    @Test
    void theExpiryOfATokenIsAWholeNumberAsEveryClientReadsIt() throws Exception {
        time.advance(Duration.ofMillis(123));
        String claims =
                new String(Base64.getUrlDecoder().decode(token("demo").split("\\.", -1)[1]), StandardCharsets.UTF_8);

        assertTrue(claims.endsWith(",\"exp\":" + time.now().plusSeconds(600).getEpochSecond() + "}"), claims);
    }

    @Test
    void aClientThatDoesNotAuthenticateFirstIsClosedWith1008() throws Exception {
        for (String message : new String[] {"{\"event\":\"command\",\"cmd\":\"list\"}", "nonsense"}) {
            try (PlainSocket socket = PlainSocket.open(sim, "demo")) {
                socket.text(message);

                assertEquals(1008, socket.frame().closeCode());
            }
        }
    }

    private String token(String server) throws Exception {
        return RestCalls.credentials(sim, server).token().value();
    }

    private void assertRefused(String token, String why) throws Exception {
        sim.journal().clear();
        try (PlainSocket socket = PlainSocket.open(sim, "demo")) {
            socket.authenticate(token);

            assertInstanceOf(AuthIncorrectEvent.class, socket.event());
            assertEquals(
                    why, sim.journal().entries(JournalEntry.Auth.class).get(0).detail());
        }
    }
}
