package dev.archon.protocol.session;

import static dev.archon.protocol.session.Session.credentials;
import static dev.archon.protocol.session.Session.jwt;
import static dev.archon.protocol.session.Session.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.backoff.Jitter;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.Effect.CancelFetch;
import dev.archon.protocol.session.Effect.CancelTimer;
import dev.archon.protocol.session.Effect.CloseConnection;
import dev.archon.protocol.session.Effect.DropConnection;
import dev.archon.protocol.session.Effect.FetchToken;
import dev.archon.protocol.session.Effect.Open;
import dev.archon.protocol.session.Effect.SendAuth;
import dev.archon.protocol.session.Effect.SendPing;
import dev.archon.protocol.session.Effect.StartTimer;
import dev.archon.protocol.session.Effect.TellEnded;
import dev.archon.protocol.session.Effect.TellRefreshFailed;
import dev.archon.protocol.session.Effect.TellRefreshed;
import dev.archon.protocol.session.Effect.TellRetrying;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the session by one example. {@link SessionRulesProperties} has the same rules, by the same names. */
class SessionRulesTest {

    @Test
    void thereIsOneConnectionAtMost() {
        session.connect();
        assertEquals(
                new CloseConnection(2, 1000, "Client disconnecting"),
                session.feed(new Input.Reconnect()).get(0));
        List<Effect> effects = session.feed(new Input.TokenFetched(3, credentials("b")));
        assertTrue(effects.contains(new Open(4, credentials("b"))), effects::toString);
    }

    @Test
    void thereIsOneTokenCallAtMost() {
        session.feed(new Input.Connect());
        assertEquals(List.of(new CancelFetch(1), new FetchToken(2)), session.feed(new Input.Reconnect()));
    }

    @Test
    void everyTimerThatIsStartedFiresOrIsCancelled() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        assertEquals(
                List.of(
                        new CloseConnection(2, 1000, "Client disconnecting"),
                        new CancelTimer(Timer.KEEP_ALIVE),
                        new CancelTimer(Timer.STABLE),
                        new CancelTimer(Timer.HISTORY),
                        new CancelFetch(3)),
                session.feed(new Input.Close()));
    }

    @Test
    void aTokenIsFetchedAfreshForEveryAttempt() {
        session.connect();
        session.feed(new Input.ConnectionClosed(2, OptionalInt.of(1006), ""));
        assertEquals(List.of(new FetchToken(3)), session.feed(new Input.TimerFired(Timer.BACKOFF)));
    }

    @Test
    void aRefusedTokenIsNotSentAgain() {
        session.open("a");
        session.feed(new Input.AuthIncorrect(2));
        session.feed(new Input.TimerFired(Timer.BACKOFF));
        assertEquals(
                List.of(
                        new TellRetrying(Cause.of(Kind.TOKEN_REPEATED), 2, seconds(2)),
                        new StartTimer(Timer.BACKOFF, seconds(2))),
                session.feed(new Input.TokenFetched(3, credentials("a"))));
    }

    @Test
    void aRefusedTokenIsAFailedAttemptAndBacksOff() {
        session.open("a");
        assertEquals(
                List.of(
                        new CancelTimer(Timer.AUTH_TIMEOUT),
                        new CloseConnection(2, 1000, "Client disconnecting"),
                        new TellRetrying(Cause.of(Kind.AUTH_REFUSED), 1, seconds(1)),
                        new StartTimer(Timer.BACKOFF, seconds(1))),
                session.feed(new Input.AuthIncorrect(2)));
    }

    @Test
    void failuresAreForgottenOnlyAfterAStableConnection() {
        session.connect();
        session.feed(new Input.ConnectionClosed(2, OptionalInt.empty(), "reset"));
        session.reconnect();
        session.feed(new Input.ConnectionClosed(4, OptionalInt.empty(), "reset"));
        assertEquals(2, session.state.history().failures());
        session.reconnect();
        session.feed(new Input.TimerFired(Timer.STABLE));
        assertEquals(0, session.state.history().failures());
        session.feed(new Input.ConnectionClosed(6, OptionalInt.empty(), "reset"));
        assertEquals(1, session.state.history().failures());
    }

    @Test
    void attemptsAreNotMoreThanThePolicyAllows() {
        session.feed(new Input.Connect());
        for (int attempt = 1; attempt <= 3; attempt++) {
            session.feed(new Input.TokenFailed(session.state.history().lastId(), Failure.of("refused")));
            session.feed(new Input.TimerFired(Timer.BACKOFF));
        }
        Failure last = Failure.of("refused");
        assertEquals(
                List.of(new TellEnded(Cause.of(Kind.TOKEN_FAILED, last), true)),
                session.feed(new Input.TokenFailed(4, last)));
        session.feed(new Input.Connect());
        assertEquals(0, session.state.history().failures());
        assertInstanceOf(State.FetchingToken.class, session.state);
    }

    @Test
    void delaysAreThoseOfThePolicy() {
        session.feed(new Input.Connect());
        for (int delay : new int[] {1, 2, 4}) {
            List<Effect> effects =
                    session.feed(new Input.TokenFailed(session.state.history().lastId(), Failure.of("refused")));
            assertTrue(effects.contains(new StartTimer(Timer.BACKOFF, seconds(delay))), effects::toString);
            assertEquals(session.now.plusSeconds(delay), ((State.BackingOff) session.state).until());
            session.feed(new Input.TimerFired(Timer.BACKOFF));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bad token a-rather-secret-token!, bad token [hidden]!",
        "no: a-rather-secret-toke, no: [hidden]",
        "its end: secret-token, its end: [hidden]",
        "two\u0085lines\u202E, two\\u0085lines\\u202E"
    })
    void aReasonIsFitToBeShownAndShowsNothingOfTheToken(String reason, String shown) {
        session.open("a-rather-secret-token");
        session.feed(new Input.AuthOk(2));
        List<Effect> effects = session.feed(new Input.ConnectionClosed(2, OptionalInt.of(4001), reason));

        assertFalse(effects.toString().contains("secret"), effects::toString);
        assertFalse(session.state.toString().contains("secret"), session.state::toString);
        assertEquals(new Cause(Kind.CLOSED, OptionalInt.of(4001), shown), ((State.BackingOff) session.state).cause());
    }

    @Test
    void aRetryAfterIsHonoured() {
        session.feed(new Input.Connect());
        List<Effect> effects =
                session.feed(new Input.TokenFailed(1, Failure.ofStatus(429, Optional.of(seconds(45)), "slow down")));
        assertTrue(effects.contains(new StartTimer(Timer.BACKOFF, seconds(45))), effects::toString);
    }

    @Test
    void aTokenIsRenewedWhenTheServerAsks() {
        session.connect();
        assertEquals(List.of(new FetchToken(3)), session.feed(new Input.AuthExpiring(2)));
        assertEquals(
                List.of(new SendAuth(2, new Jwt("b")), new StartTimer(Timer.AUTH_TIMEOUT, seconds(30))),
                session.feed(new Input.TokenFetched(3, credentials("b"))));
        assertEquals(
                List.of(new CancelTimer(Timer.AUTH_TIMEOUT), new TellRefreshed()), session.feed(new Input.AuthOk(2)));
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() {
        session.open(jwt(session.now.plusSeconds(3600)));
        assertTrue(session.feed(new Input.AuthOk(2)).contains(new StartTimer(Timer.REFRESH, seconds(3540))));
        session.now = session.now.plusSeconds(3540);
        assertTrue(session.feed(new Input.TimerFired(Timer.REFRESH)).contains(new FetchToken(3)));
    }

    @Test
    void renewalsKeepTheirInterval() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFetched(3, credentials("b")));
        session.now = session.now.plusSeconds(2);
        assertEquals(List.of(new StartTimer(Timer.REFRESH, seconds(3))), session.feed(new Input.AuthExpiring(2)));
        session.now = session.now.plusSeconds(3);
        assertEquals(List.of(new FetchToken(4)), session.feed(new Input.TimerFired(Timer.REFRESH)));
    }

    @Test
    void theHistoryIsOverOnceWhenTheConsoleIsQuietOrAtTheLimit() {
        session.open("a");
        assertTrue(session.feed(new Input.AuthOk(2)).contains(new StartTimer(Timer.HISTORY, millis(700))));
        assertEquals(
                List.of(new StartTimer(Timer.HISTORY, millis(600))),
                session.feed(new Input.TimerFired(Timer.HISTORY, millis(100), false)));
        assertEquals(
                List.of(new Effect.TellHistoryOver(true)),
                session.feed(new Input.TimerFired(Timer.HISTORY, millis(700), false)));
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFetched(3, credentials("b")));
        assertEquals(
                List.of(new CancelTimer(Timer.AUTH_TIMEOUT), new TellRefreshed()), session.feed(new Input.AuthOk(2)));
    }

    @Test
    void aSilentConnectionIsPingedAndThenDropped() {
        session.connect();
        assertEquals(
                List.of(new SendPing(2), new StartTimer(Timer.KEEP_ALIVE, seconds(15))),
                session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(30), false)));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.STABLE),
                        new CancelTimer(Timer.HISTORY),
                        new DropConnection(2),
                        new TellRetrying(Cause.of(Kind.KEEP_ALIVE_TIMED_OUT), 1, seconds(1)),
                        new StartTimer(Timer.BACKOFF, seconds(1))),
                session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(45), false)));
    }

    @Test
    void anAuthenticationThatIsNotAnsweredInTimeFailsTheAttempt() {
        session.open("a");
        assertEquals(
                List.of(
                        new CloseConnection(2, 1000, "Client disconnecting"),
                        new TellRetrying(Cause.of(Kind.AUTH_TIMED_OUT), 1, seconds(1)),
                        new StartTimer(Timer.BACKOFF, seconds(1))),
                session.feed(new Input.TimerFired(Timer.AUTH_TIMEOUT)));
    }

    @Test
    void aRefusedTokenCallEndsItAtOnce() {
        for (int status : new int[] {401, 403, 404}) {
            Failure failure = Failure.ofStatus(status, Optional.empty(), "no");
            Cause cause = new Cause(Kind.TOKEN_REFUSED, OptionalInt.of(status), "no");

            session.state = State.initial();
            session.feed(new Input.Connect());
            assertEquals(List.of(new TellEnded(cause, false)), session.feed(new Input.TokenFailed(1, failure)));
        }
    }

    @Test
    void aConnectionThatWorksOutlivesARefusedTokenCallUntilItsTokenHasRunOut() {
        Failure failure = Failure.ofStatus(403, Optional.empty(), "no");
        Cause cause = new Cause(Kind.TOKEN_REFUSED, OptionalInt.of(403), "no");
        session.open(jwt(session.now.plusSeconds(100)));
        session.feed(new Input.AuthOk(2));
        session.feed(new Input.AuthExpiring(2));
        assertEquals(
                List.of(new TellRefreshFailed(cause), new StartTimer(Timer.REFRESH, seconds(90))),
                session.feed(new Input.TokenFailed(3, failure)));
        // The last call comes a minute after the expiry.
        session.now = session.now.plusSeconds(90);
        session.feed(new Input.TimerFired(Timer.REFRESH));
        assertTrue(
                session.feed(new Input.TokenFailed(4, failure)).contains(new StartTimer(Timer.REFRESH, seconds(70))));
        session.now = session.now.plusSeconds(70);
        session.feed(new Input.TimerFired(Timer.REFRESH));
        List<Effect> effects = session.feed(new Input.TokenFailed(5, failure));
        assertTrue(effects.contains(new CloseConnection(2, 1000, "Client disconnecting")), effects::toString);
        assertEquals(new State.Ended(session.state.history(), cause, false), session.state);
    }

    @Test
    void everyTokenThatIsSentIsAnsweredInTimeOrTriedAgain() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        assertTrue(session.feed(new Input.TokenFetched(3, credentials("b")))
                .contains(new StartTimer(Timer.AUTH_TIMEOUT, seconds(30))));
        assertEquals(
                List.of(
                        new TellRefreshFailed(Cause.of(Kind.AUTH_TIMED_OUT)),
                        new StartTimer(Timer.REFRESH, seconds(5))),
                session.feed(new Input.TimerFired(Timer.AUTH_TIMEOUT)));
        session.feed(new Input.TimerFired(Timer.REFRESH));
        session.feed(new Input.TokenFetched(4, credentials("c")));
        assertEquals(
                List.of(
                        new CancelTimer(Timer.AUTH_TIMEOUT),
                        new TellRefreshFailed(Cause.of(Kind.AUTH_NOT_SENT, "full")),
                        new StartTimer(Timer.REFRESH, seconds(5))),
                session.feed(new Input.AuthNotSent(2, new Jwt("c"), "full")));
        assertInstanceOf(State.Connected.class, session.state);
    }

    @Test
    void aServerThatAsksBeforeItAcceptsIsNotForgotten() {
        session.open("a");
        assertEquals(List.of(), session.feed(new Input.AuthExpiring(2)));
        List<Effect> effects = session.feed(new Input.AuthOk(2));
        assertTrue(effects.contains(new FetchToken(3)), effects::toString);
    }

    @Test
    void theUsersNewWishForgetsRefusedTokens() {
        session.open("a");
        session.feed(new Input.AuthIncorrect(2));
        assertEquals(List.of(new Jwt("a")), session.state.history().refused());
        session.feed(new Input.Reconnect());
        assertTrue(session.feed(new Input.TokenFetched(3, credentials("a"))).contains(new Open(4, credentials("a"))));
    }

    @Test
    void anEndSaysWhetherItWasExpected() {
        session.connect();
        session.feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), "bye"));
        assertTrue(((State.Ended) session.state).expected());
        session.state = State.initial();
        session.connect();
        session.feed(new Input.Disconnect());
        assertTrue(((State.Ended) session.state).expected());
        session.state = State.initial();
        session.feed(new Input.Connect());
        session.feed(new Input.TokenFailed(1, Failure.ofStatus(403, Optional.empty(), "no")));
        assertFalse(((State.Ended) session.state).expected());
    }

    @Test
    void whatCannotBeCarriedOutEndsTheSession() {
        session.connect();
        List<Effect> effects = session.feed(new Input.Broken("IllegalStateException"));
        Cause cause = Cause.of(Kind.BROKEN, "IllegalStateException");
        assertTrue(effects.contains(new CloseConnection(2, 1000, "Client disconnecting")), effects::toString);
        assertTrue(effects.contains(new TellEnded(cause, false)), effects::toString);
        assertEquals(new State.Ended(session.state.history(), cause, false), session.state);
    }

    @Test
    void whichClosuresReconnectIsAPolicy() {
        session.connect();
        session.feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), "bye"));
        assertEquals(new Cause(Kind.CLOSED, OptionalInt.of(1000), "bye"), ((State.Ended) session.state).cause());
        for (int code : new int[] {1001, 1006, 1008, 1011, 1012, 1013, 4001}) {
            session.state = State.initial();
            session.connect();
            session.feed(new Input.ConnectionClosed(2, OptionalInt.of(code), ""));
            assertInstanceOf(State.BackingOff.class, session.state);
        }
        Session other = new Session(SessionPolicy.builder().reconnectOn(code -> code == 1000));
        other.connect();
        other.feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), ""));
        assertInstanceOf(State.BackingOff.class, other.state);
    }

    @Test
    void closedIsFinal() {
        session.connect();
        session.feed(new Input.Close());
        assertEquals(List.of(), session.feed(new Input.Connect()));
        assertEquals(List.of(), session.feed(new Input.Reconnect()));
        assertInstanceOf(State.Closed.class, session.state);
    }

    @Test
    void whatComesLateChangesNothing() {
        session.connect();
        session.feed(new Input.Reconnect());
        State before = session.state;
        assertEquals(List.of(), session.feed(new Input.AuthOk(2)));
        assertEquals(List.of(), session.feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), "")));
        assertEquals(List.of(), session.feed(new Input.TokenFetched(1, credentials("old"))));
        assertEquals(before, session.state);
    }

    @Test
    void somethingIsAlwaysPendingUntilItEnds() {
        session.open("a");
        // The server says nothing more: whatever runs has to fire, one after the other.
        fires(Timer.AUTH_TIMEOUT);
        for (int attempt = 1; attempt <= 3; attempt++) {
            fires(Timer.BACKOFF);
            State.FetchingToken fetching = assertInstanceOf(State.FetchingToken.class, session.state);
            session.feed(new Input.TokenFailed(fetching.fetch(), Failure.of("no answer in time")));
        }
        assertEquals(Set.of(), Ledger.timersOf(session.state));
        assertEquals(Kind.TOKEN_FAILED, ((State.Ended) session.state).cause().kind());
    }

    private void fires(Timer timer) {
        assertEquals(Set.of(timer), Ledger.timersOf(session.state));
        session.feed(new Input.TimerFired(timer));
    }

    @Test
    void noTokenIsShown() {
        session.open("very-secret");
        assertFalse(session.state.toString().contains("very-secret"));
        assertFalse(new SendAuth(2, new Jwt("very-secret")).toString().contains("very-secret"));
        session.feed(new Input.AuthIncorrect(2));
        assertFalse(session.state.toString().contains("very-secret"));
    }

    @Test
    void everyRuleHasAnExampleAndAProperty() {
        Set<String> examples = methods(SessionRulesTest.class, Test.class);
        examples.remove("everyRuleHasAnExampleAndAProperty");
        assertEquals(examples, methods(SessionRulesProperties.class, Property.class));
    }

    private static Set<String> methods(Class<?> type, Class<? extends Annotation> annotation) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(annotation))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private final Session session = new Session(SessionPolicy.builder()
            .backoff(BackoffPolicy.exponential()
                    .jitter(Jitter.NONE)
                    .maxAttempts(3)
                    .build()));

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
