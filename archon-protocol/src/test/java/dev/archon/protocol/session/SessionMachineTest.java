package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.backoff.Jitter;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.Effect.CancelTimer;
import dev.archon.protocol.session.Effect.CloseConnection;
import dev.archon.protocol.session.Effect.DropConnection;
import dev.archon.protocol.session.Effect.FetchToken;
import dev.archon.protocol.session.Effect.Open;
import dev.archon.protocol.session.Effect.SendAuth;
import dev.archon.protocol.session.Effect.SendPing;
import dev.archon.protocol.session.Effect.StartTimer;
import dev.archon.protocol.session.Effect.TellConnected;
import dev.archon.protocol.session.Effect.TellEnded;
import dev.archon.protocol.session.Effect.TellRefreshFailed;
import dev.archon.protocol.session.Effect.TellRefreshed;
import dev.archon.protocol.session.Effect.TellRetrying;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SessionMachineTest {

    @Test
    void connectingFetchesATokenOpensTheConnectionAndSendsTheToken() {
        assertEquals(
                List.of(new FetchToken(1), new StartTimer(Timer.TOKEN_TIMEOUT, seconds(30))),
                feed(new Input.Connect()));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.TOKEN_TIMEOUT),
                        new Open(2, credentials("a")),
                        new StartTimer(Timer.OPEN_TIMEOUT, seconds(30))),
                feed(new Input.TokenFetched(1, credentials("a"))));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.OPEN_TIMEOUT),
                        new SendAuth(2, new Jwt("a")),
                        new StartTimer(Timer.AUTH_TIMEOUT, seconds(30))),
                feed(new Input.Opened(2)));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.AUTH_TIMEOUT),
                        new TellConnected(0),
                        new StartTimer(Timer.STABLE, seconds(30)),
                        new StartTimer(Timer.KEEP_ALIVE, seconds(30))),
                feed(new Input.AuthOk(2)));
        assertInstanceOf(State.Connected.class, state);
    }

    @Test
    void connectingWhileConnectedOrUnderWayChangesNothing() {
        feed(new Input.Connect());
        assertEquals(List.of(), feed(new Input.Connect()));
        connect();
        assertEquals(List.of(), feed(new Input.Connect()));
    }

    @Test
    void aTokenIsFetchedAfreshForEveryAttempt() {
        connect();
        feed(new Input.ConnectionClosed(2, OptionalInt.of(1006), ""));
        assertEquals(
                List.of(new FetchToken(3), new StartTimer(Timer.TOKEN_TIMEOUT, seconds(30))),
                feed(new Input.TimerFired(Timer.BACKOFF)));
    }

    @Test
    void aRefusedTokenCountsAsAFailedAttemptAndIsNeverSentAgain() {
        open("a");
        assertEquals(
                List.of(
                        new CancelTimer(Timer.AUTH_TIMEOUT),
                        new CloseConnection(2, 1000, "Client disconnecting"),
                        new TellRetrying(Cause.of(Kind.AUTH_REFUSED), 1, seconds(1)),
                        new StartTimer(Timer.BACKOFF, seconds(1))),
                feed(new Input.AuthIncorrect(2)));
        feed(new Input.TimerFired(Timer.BACKOFF));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.TOKEN_TIMEOUT),
                        new TellRetrying(Cause.of(Kind.TOKEN_REPEATED), 2, seconds(2)),
                        new StartTimer(Timer.BACKOFF, seconds(2))),
                feed(new Input.TokenFetched(3, credentials("a"))));
    }

    @Test
    void theCountOfFailuresStartsAgainOnlyAfterAStableConnection() {
        connect();
        feed(new Input.ConnectionClosed(2, OptionalInt.empty(), "reset"));
        reconnect();
        feed(new Input.ConnectionClosed(4, OptionalInt.empty(), "reset"));
        assertEquals(2, state.history().failures());
        reconnect();
        feed(new Input.TimerFired(Timer.STABLE));
        assertEquals(0, state.history().failures());
        feed(new Input.ConnectionClosed(6, OptionalInt.empty(), "reset"));
        assertEquals(1, state.history().failures());
    }

    @Test
    void afterTheLastAttemptItGivesUpAndCanBeConnectedAgain() {
        feed(new Input.Connect());
        for (int attempt = 1; attempt <= 3; attempt++) {
            feed(new Input.TokenFailed(state.history().lastId(), Failure.of("refused")));
            feed(new Input.TimerFired(Timer.BACKOFF));
        }
        Failure last = Failure.of("refused");
        assertEquals(
                List.of(new CancelTimer(Timer.TOKEN_TIMEOUT), new TellEnded(Cause.of(Kind.TOKEN_FAILED, last), true)),
                feed(new Input.TokenFailed(4, last)));
        feed(new Input.Connect());
        assertEquals(0, state.history().failures());
        assertInstanceOf(State.FetchingToken.class, state);
    }

    @Test
    void aRetryAfterIsHonoured() {
        feed(new Input.Connect());
        List<Effect> effects =
                feed(new Input.TokenFailed(1, Failure.ofStatus(429, Optional.of(seconds(45)), "slow down")));
        assertTrue(effects.contains(new StartTimer(Timer.BACKOFF, seconds(45))), effects::toString);
    }

    @Test
    void aRefusedTokenCallEndsItAtOnceEvenWhileConnected() {
        for (int status : new int[] {401, 403, 404}) {
            state = State.initial();
            feed(new Input.Connect());
            feed(new Input.TokenFailed(1, Failure.ofStatus(status, Optional.empty(), "no")));
            assertEquals(new Cause(Kind.TOKEN_REFUSED, OptionalInt.of(status), "no"), ((State.Ended) state).cause());

            state = State.initial();
            connect();
            feed(new Input.AuthExpiring(2));
            List<Effect> effects = feed(new Input.TokenFailed(3, Failure.ofStatus(status, Optional.empty(), "no")));
            assertInstanceOf(State.Ended.class, state);
            assertTrue(effects.contains(new CloseConnection(2, 1000, "Client disconnecting")));
        }
    }

    @Test
    void anExpiringTokenIsRenewedOnTheSameConnection() {
        connect();
        assertEquals(
                List.of(new FetchToken(3), new StartTimer(Timer.TOKEN_TIMEOUT, seconds(30))),
                feed(new Input.AuthExpiring(2)));
        assertEquals(
                List.of(new CancelTimer(Timer.TOKEN_TIMEOUT), new SendAuth(2, new Jwt("b"))),
                feed(new Input.TokenFetched(3, credentials("b"))));
        assertEquals(List.of(new TellRefreshed()), feed(new Input.AuthOk(2)));
    }

    @Test
    void aServerThatAsksForTokensAgainAndAgainHasToWait() {
        connect();
        feed(new Input.AuthExpiring(2));
        feed(new Input.TokenFetched(3, credentials("b")));
        now = now.plusSeconds(2);
        assertEquals(List.of(new StartTimer(Timer.REFRESH, seconds(3))), feed(new Input.AuthExpiring(2)));
        now = now.plusSeconds(3);
        assertEquals(
                List.of(new FetchToken(4), new StartTimer(Timer.TOKEN_TIMEOUT, seconds(30))),
                feed(new Input.TimerFired(Timer.REFRESH)));
    }

    @Test
    void aTokenIsRenewedBeforeItExpiresIfTheServerStaysSilent() {
        open(jwt(now.plusSeconds(3600)));
        assertTrue(feed(new Input.AuthOk(2)).contains(new StartTimer(Timer.REFRESH, seconds(3540))));
        now = now.plusSeconds(3540);
        assertTrue(feed(new Input.TimerFired(Timer.REFRESH)).contains(new FetchToken(3)));
    }

    @Test
    void ofAShortLivedTokenAFifthIsKept() {
        open(jwt(now.plusSeconds(10)));
        assertTrue(feed(new Input.AuthOk(2)).contains(new StartTimer(Timer.REFRESH, seconds(8))));
    }

    @Test
    void aFreshTokenThatSeemsToHaveExpiredIsLeftToTheServer() {
        open(jwt(now.minusSeconds(10)));
        assertFalse(feed(new Input.AuthOk(2)).toString().contains("REFRESH"));
    }

    @Test
    void aFailedRenewalIsTriedAgainAndCostsNoConnection() {
        connect();
        feed(new Input.AuthExpiring(2));
        Failure failure = Failure.of("timeout");
        assertEquals(
                List.of(
                        new CancelTimer(Timer.TOKEN_TIMEOUT),
                        new TellRefreshFailed(Cause.of(Kind.TOKEN_FAILED, failure)),
                        new StartTimer(Timer.REFRESH, seconds(5))),
                feed(new Input.TokenFailed(3, failure)));
        assertInstanceOf(State.Connected.class, state);
    }

    @Test
    void aSilentConnectionIsPingedAndThenDropped() {
        connect();
        assertEquals(
                List.of(new SendPing(2), new StartTimer(Timer.KEEP_ALIVE, seconds(15))),
                feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(30), false)));
        List<Effect> effects = feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(45), false));
        assertTrue(effects.contains(new DropConnection(2)), effects::toString);
        assertEquals(
                Kind.KEEP_ALIVE_TIMED_OUT, ((State.BackingOff) state).cause().kind());
    }

    @Test
    void anythingReadKeepsAConnectionAlive() {
        connect();
        assertEquals(
                List.of(new StartTimer(Timer.KEEP_ALIVE, seconds(20))),
                feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(10), false)));
        feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(30), false));
        assertEquals(
                List.of(new StartTimer(Timer.KEEP_ALIVE, seconds(26))),
                feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(4), false)));
    }

    @Test
    void aPausedReaderPingsAndConcludesNothingFromSilence() {
        connect();
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    List.of(new SendPing(2), new StartTimer(Timer.KEEP_ALIVE, seconds(30))),
                    feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(600), true)));
        }
    }

    @Test
    void anAuthenticationThatIsNotAnsweredFailsTheAttempt() {
        open("a");
        assertTrue(feed(new Input.TimerFired(Timer.AUTH_TIMEOUT))
                .contains(new CloseConnection(2, 1000, "Client disconnecting")));
        assertEquals(Kind.AUTH_TIMED_OUT, ((State.BackingOff) state).cause().kind());
    }

    @Test
    void aConnectionThatIsNotOpenInTimeFailsTheAttempt() {
        feed(new Input.Connect());
        feed(new Input.TokenFetched(1, credentials("a")));
        assertTrue(feed(new Input.TimerFired(Timer.OPEN_TIMEOUT)).contains(new DropConnection(2)));
        assertEquals(Kind.OPEN_TIMED_OUT, ((State.BackingOff) state).cause().kind());
    }

    @Test
    void aTokenCallThatIsNotAnsweredFailsTheAttempt() {
        feed(new Input.Connect());
        assertTrue(feed(new Input.TimerFired(Timer.TOKEN_TIMEOUT)).contains(new Effect.CancelFetch(1)));
        assertEquals(Kind.TOKEN_TIMED_OUT, ((State.BackingOff) state).cause().kind());
    }

    @Test
    void aNormalClosureEndsItAndEveryOtherReconnects() {
        connect();
        feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), "bye"));
        assertEquals(new Cause(Kind.CLOSED, OptionalInt.of(1000), "bye"), ((State.Ended) state).cause());
        for (int code : new int[] {1001, 1006, 1008, 1011, 1012, 1013, 4001}) {
            state = State.initial();
            connect();
            feed(new Input.ConnectionClosed(2, OptionalInt.of(code), ""));
            assertInstanceOf(State.BackingOff.class, state);
        }
    }

    @Test
    void whichClosuresReconnectIsAPolicy() {
        machine = new SessionMachine(
                SessionPolicy.builder().reconnectOn(code -> code == 1000).build());
        connect();
        feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), ""));
        assertInstanceOf(State.BackingOff.class, state);
    }

    @Test
    void disconnectingLetsGoOfEverything() {
        connect();
        feed(new Input.AuthExpiring(2));
        assertEquals(
                List.of(
                        new CloseConnection(2, 1000, "Client disconnecting"),
                        new CancelTimer(Timer.KEEP_ALIVE),
                        new CancelTimer(Timer.STABLE),
                        new Effect.CancelFetch(3),
                        new CancelTimer(Timer.TOKEN_TIMEOUT),
                        new TellEnded(Cause.of(Kind.REQUESTED), false)),
                feed(new Input.Disconnect()));
    }

    @Test
    void closedIsFinal() {
        connect();
        feed(new Input.Close());
        assertEquals(List.of(), feed(new Input.Connect()));
        assertEquals(List.of(), feed(new Input.Reconnect()));
        assertInstanceOf(State.Closed.class, state);
    }

    @Test
    void answersForWhatHasBeenGivenUpAreIgnored() {
        connect();
        feed(new Input.Reconnect());
        State before = state;
        assertEquals(List.of(), feed(new Input.AuthOk(2)));
        assertEquals(List.of(), feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), "")));
        assertEquals(List.of(), feed(new Input.TokenFetched(1, credentials("old"))));
        assertEquals(before, state);
    }

    @Test
    void neitherStatesNorEffectsShowAToken() {
        open("very-secret");
        assertFalse(state.toString().contains("very-secret"));
        assertFalse(new SendAuth(2, new Jwt("very-secret")).toString().contains("very-secret"));
    }

    private SessionMachine machine = new SessionMachine(SessionPolicy.builder()
            .backoff(BackoffPolicy.exponential()
                    .jitter(Jitter.NONE)
                    .maxAttempts(3)
                    .build())
            .build());
    private State state = State.initial();
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    private List<Effect> feed(Input input) {
        Transition transition = machine.next(state, input, now, 0.5);
        state = transition.state();
        return transition.effects();
    }

    private void open(String token) {
        feed(new Input.Connect());
        feed(new Input.TokenFetched(1, credentials(token)));
        feed(new Input.Opened(2));
    }

    private void connect() {
        open("a");
        feed(new Input.AuthOk(2));
    }

    private void reconnect() {
        feed(new Input.TimerFired(Timer.BACKOFF));
        long fetch = state.history().lastId();
        feed(new Input.TokenFetched(fetch, credentials("t" + fetch)));
        feed(new Input.Opened(fetch + 1));
        feed(new Input.AuthOk(fetch + 1));
    }

    private static WebSocketCredentials credentials(String token) {
        return new WebSocketCredentials("wss://node.example/ws", new Jwt(token));
    }

    private static String jwt(Instant expiry) {
        String payload = "{\"exp\":" + expiry.getEpochSecond() + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".";
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
