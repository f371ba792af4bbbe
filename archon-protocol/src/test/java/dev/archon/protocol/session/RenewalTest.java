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
import dev.archon.protocol.session.Effect.FetchToken;
import dev.archon.protocol.session.Effect.StartTimer;
import dev.archon.protocol.session.Effect.TellRefreshFailed;
import dev.archon.protocol.session.Effect.TellRefreshed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the token of a connection that stands is renewed. */
class RenewalTest {

    @Test
    void ofAShortLivedTokenAFifthIsKept() {
        session.open(jwt(session.now.plusSeconds(10)));
        assertTrue(session.feed(new Input.AuthOk(2)).contains(new StartTimer(Timer.REFRESH, seconds(8))));
    }

    @Test
    void aFreshTokenThatSeemsToHaveExpiredIsLeftToTheServer() {
        session.open(jwt(session.now.minusSeconds(10)));
        assertFalse(session.feed(new Input.AuthOk(2)).toString().contains("REFRESH"));
    }

    @Test
    void aTokenThatExpiresThisVeryMomentIsLeftToTheServerToo() {
        session.open(jwt(session.now));
        assertFalse(session.feed(new Input.AuthOk(2)).toString().contains("REFRESH"));
    }

    @Test
    void aFailedRenewalIsTriedAgainAndCostsNoConnection() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        Failure failure = Failure.of("timeout");
        assertEquals(
                List.of(
                        new TellRefreshFailed(Cause.of(Kind.TOKEN_FAILED, failure)),
                        new StartTimer(Timer.REFRESH, seconds(5))),
                session.feed(new Input.TokenFailed(3, failure)));
        assertInstanceOf(State.Connected.class, session.state);
    }

    @Test
    void aRetryAfterIsHonouredHoweverManyRenewalsHaveFailed() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        for (int failed = 0; failed < 5; failed++) {
            Failure busy = Failure.ofStatus(429, Optional.of(seconds(300)), "slow down");
            List<Effect> effects =
                    session.feed(new Input.TokenFailed(session.state.history().lastId(), busy));
            assertTrue(effects.contains(new StartTimer(Timer.REFRESH, seconds(300))), effects::toString);
            session.now = session.now.plusSeconds(300);
            session.feed(new Input.TimerFired(Timer.REFRESH));
        }
    }

    @Test
    void aServerThatAsksForATokenDoesNotShortenARetryAfter() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFailed(3, Failure.ofStatus(429, Optional.of(seconds(300)), "slow down")));
        session.now = session.now.plusSeconds(60);
        assertEquals(List.of(), session.feed(new Input.AuthExpiring(2)));
    }

    @Test
    void renewalsThatFailAreTriedLessAndLessOftenWithEveryJitter() {
        Session session = new Session(SessionPolicy.builder()
                .backoff(BackoffPolicy.exponential()
                        .base(seconds(10))
                        .cap(seconds(1000))
                        .jitter(Jitter.DECORRELATED)
                        .build()));
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        for (int delay : new int[] {20, 35, 57}) {
            List<Effect> effects =
                    session.feed(new Input.TokenFailed(session.state.history().lastId(), Failure.of("refused")));
            StartTimer timer = (StartTimer) effects.get(effects.size() - 1);
            assertEquals(delay, timer.delay().toSeconds());
            session.now = session.now.plus(timer.delay());
            session.feed(new Input.TimerFired(Timer.REFRESH));
        }
    }

    @Test
    void aClockThatWasSetBackDelaysARenewalOnlyOnce() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFetched(3, credentials("b")));
        session.now = session.now.minusSeconds(3600);
        assertEquals(List.of(new StartTimer(Timer.REFRESH, seconds(5))), session.feed(new Input.AuthExpiring(2)));
        session.now = session.now.plusSeconds(4);
        assertEquals(List.of(), session.feed(new Input.AuthExpiring(2)));
        session.now = session.now.plusSeconds(1);
        assertTrue(session.feed(new Input.TimerFired(Timer.REFRESH)).contains(new FetchToken(4)));
    }

    @Test
    void aRefusalCountsForEveryTokenThatHasNoAnswerYet() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFetched(3, credentials("b")));
        session.now = session.now.plusSeconds(10);
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFetched(4, credentials("c")));
        session.feed(new Input.AuthIncorrect(2));
        assertEquals(
                List.of(new Jwt("b"), new Jwt("c")), session.state.history().refused());
    }

    @Test
    void aRefusalWithoutAQuestionIsForTheTokenInUse() {
        session.connect();
        session.feed(new Input.AuthIncorrect(2));
        assertEquals(List.of(new Jwt("a")), session.state.history().refused());
    }

    @Test
    void everyAnswerIsForTheOldestTokenThatHasNone() {
        session.connect();
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFetched(3, credentials("b")));
        session.now = session.now.plusSeconds(10);
        session.feed(new Input.AuthExpiring(2));
        session.feed(new Input.TokenFetched(4, credentials("c")));
        assertEquals(List.of(new TellRefreshed()), session.feed(new Input.AuthOk(2)));
        session.feed(new Input.AuthIncorrect(2));
        assertEquals(List.of(new Jwt("c")), session.state.history().refused());
    }

    private final Session session = new Session(SessionPolicy.builder()
            .backoff(BackoffPolicy.exponential()
                    .jitter(Jitter.NONE)
                    .maxAttempts(3)
                    .build()));
}
