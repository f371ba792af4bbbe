package dev.archon.protocol.session;

import static dev.archon.protocol.session.Session.credentials;
import static dev.archon.protocol.session.Session.jwt;
import static dev.archon.protocol.session.Session.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.backoff.Jitter;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.Effect.CancelTimer;
import dev.archon.protocol.session.Effect.CloseConnection;
import dev.archon.protocol.session.Effect.DropConnection;
import dev.archon.protocol.session.Effect.FetchToken;
import dev.archon.protocol.session.Effect.Open;
import dev.archon.protocol.session.Effect.SendAuth;
import dev.archon.protocol.session.Effect.StartTimer;
import dev.archon.protocol.session.Effect.TellConnected;
import dev.archon.protocol.session.Effect.TellEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a session comes to be, fails and ends, beyond what its rules say. */
class SessionMachineTest {

    @Test
    void connectingFetchesATokenOpensTheConnectionAndSendsTheToken() {
        assertEquals(List.of(new FetchToken(1)), session.feed(new Input.Connect()));
        assertEquals(
                List.of(new Open(2, credentials("a")), new StartTimer(Timer.OPEN_TIMEOUT, seconds(30))),
                session.feed(new Input.TokenFetched(1, credentials("a"))));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.OPEN_TIMEOUT),
                        new SendAuth(2, new Jwt("a")),
                        new StartTimer(Timer.AUTH_TIMEOUT, seconds(30))),
                session.feed(new Input.Opened(2)));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.AUTH_TIMEOUT),
                        new TellConnected(0),
                        new StartTimer(Timer.STABLE, seconds(30)),
                        new StartTimer(Timer.KEEP_ALIVE, seconds(30)),
                        new StartTimer(Timer.HISTORY, Duration.ofMillis(700))),
                session.feed(new Input.AuthOk(2)));
        assertInstanceOf(State.Connected.class, session.state);
    }

    @Test
    void connectingWhileConnectedOrUnderWayChangesNothing() {
        session.feed(new Input.Connect());
        assertEquals(List.of(), session.feed(new Input.Connect()));
        session.connect();
        assertEquals(List.of(), session.feed(new Input.Connect()));
    }

    @Test
    void aConnectionThatIsNotOpenInTimeFailsTheAttempt() {
        session.feed(new Input.Connect());
        session.feed(new Input.TokenFetched(1, credentials("a")));
        assertTrue(session.feed(new Input.TimerFired(Timer.OPEN_TIMEOUT)).contains(new DropConnection(2)));
        assertEquals(
                Kind.OPEN_TIMED_OUT, ((State.BackingOff) session.state).cause().kind());
    }

    @Test
    void aTokenCallIsLimitedByWhoeverMakesIt() {
        assertEquals(List.of(new FetchToken(1)), session.feed(new Input.Connect()));
        assertEquals(Set.of(), Ledger.timersOf(session.state));
        session.feed(new Input.TokenFailed(1, Failure.of("no answer in time")));
        assertEquals(
                Kind.TOKEN_FAILED, ((State.BackingOff) session.state).cause().kind());
    }

    @Test
    void disconnectingLetsGoOfEverything() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        assertEquals(
                List.of(
                        new CloseConnection(2, 1000, "Client disconnecting"),
                        new CancelTimer(Timer.KEEP_ALIVE),
                        new CancelTimer(Timer.STABLE),
                        new CancelTimer(Timer.HISTORY),
                        new Effect.CancelFetch(3),
                        new TellEnded(Cause.of(Kind.REQUESTED), false)),
                session.feed(new Input.Disconnect()));
    }

    @Test
    void aClockAtEitherEndOfTimeIsNoError() {
        for (Instant end : List.of(Instant.MIN, Instant.MAX)) {
            session.state = State.initial();
            session.now = end;
            session.open(jwt(Instant.parse("2026-11-01T13:00:00Z")));
            session.feed(new Input.AuthOk(2));
            session.feed(new Input.ConnectionClosed(2, OptionalInt.empty(), "reset"));
            assertInstanceOf(State.BackingOff.class, session.state);
        }
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Input.TimerFired(Timer.KEEP_ALIVE, Duration.ofNanos(-1), false));
        for (double random : new double[] {-0.1, 1, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> session.machine.next(session.state, new Input.Connect(), session.now, random));
        }
    }

    @Test
    void theLastSixteenRefusedTokensAreRemembered() {
        Session session = new Session(SessionPolicy.builder().backoff(BackoffPolicy.fixed(seconds(1))));
        session.feed(new Input.Connect());
        for (int i = 0; i < 17; i++) {
            assertEquals(i, session.state.history().refused().size());
            session.refuse("t" + i);
        }
        assertEquals(16, session.state.history().refused().size());
        assertFalse(session.state.history().refused().contains(new Jwt("t0")));
        assertTrue(session.state.history().refused().contains(new Jwt("t1")));
    }

    @Test
    void aCauseSaysInAFewWordsWhatHappened() {
        assertEquals(
                "the token call was refused (401): no such key",
                new Cause(Kind.TOKEN_REFUSED, OptionalInt.of(401), "no such key").describe());
        assertEquals("the connection was lost: reset", new Cause(Kind.LOST, OptionalInt.empty(), "reset").describe());
        assertEquals("the server refused the token", Cause.of(Kind.AUTH_REFUSED).describe());
        Set<String> texts =
                Stream.of(Kind.values()).map(kind -> Cause.of(kind).describe()).collect(Collectors.toSet());
        assertEquals(Kind.values().length, texts.size());
    }

    @Test
    void theDefaultsAreThoseOfTheDocument() {
        SessionPolicy policy = SessionPolicy.defaults();
        assertEquals(OptionalInt.of(10), policy.backoff().maxAttempts());
        assertEquals(seconds(30), policy.backoff().cap());
        assertEquals(seconds(30), policy.authTimeout());
        assertFalse(policy.reconnectsOn(1000));
        assertTrue(policy.reconnectsOn(1001));
    }

    @Test
    void aPolicyTakesNoDurationThatCannotBe() {
        for (Duration wrong : List.of(
                Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(365).plusNanos(1))) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> SessionPolicy.builder().authTimeout(wrong));
            assertEquals("authTimeout must be more than zero and at most 365 days", e.getMessage());
        }
        assertEquals(
                Duration.ofDays(365),
                SessionPolicy.builder()
                        .authTimeout(Duration.ofDays(365))
                        .build()
                        .authTimeout());
    }

    private final Session session = new Session(SessionPolicy.builder()
            .backoff(BackoffPolicy.exponential()
                    .jitter(Jitter.NONE)
                    .maxAttempts(3)
                    .build()));
}
