package dev.archon.client.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Cause.Kind;
import dev.archon.protocol.session.Effect;
import dev.archon.protocol.session.Failure;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.session.SessionMachine;
import dev.archon.protocol.session.SessionPolicy;
import dev.archon.protocol.session.State;
import dev.archon.protocol.session.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is thrown while effects are carried out, none is lost, and the session hears of it at once. */
class SessionLoopTest {

    @Test
    void aTokenCallThatThrowsHasFailedAtOnce() {
        throwsOn(effect -> effect instanceof Effect.FetchToken);
        loop.feed(new Input.Connect());

        State.BackingOff backingOff = assertInstanceOf(State.BackingOff.class, loop.state());
        assertEquals(Kind.TOKEN_FAILED, backingOff.cause().kind());
        assertEquals(
                "FetchToken could not be carried out (java.lang.NoClassDefFoundError)",
                backingOff.cause().detail());
        assertEquals(List.of("FetchToken", "TellRetrying", "StartTimer"), names());
        assertEquals(List.of("FetchToken could not be carried out"), told);
    }

    @Test
    void anOpeningThatThrowsHasFailedAtOnce() {
        throwsOn(effect -> effect instanceof Effect.Open);
        loop.feed(new Input.Connect());
        loop.feed(new Input.TokenFetched(1, credentials()));
        assertEquals(
                Kind.OPEN_FAILED,
                assertInstanceOf(State.BackingOff.class, loop.state()).cause().kind());
    }

    @Test
    void aTokenThatCannotBeSentHasFailedAtOnce() {
        throwsOn(effect -> effect instanceof Effect.SendAuth);
        loop.feed(new Input.Connect());
        loop.feed(new Input.TokenFetched(1, credentials()));
        loop.feed(new Input.Opened(2));
        assertEquals(
                Kind.AUTH_NOT_SENT,
                assertInstanceOf(State.BackingOff.class, loop.state()).cause().kind());
    }

    @Test
    void aTimerThatCannotBeStartedEndsTheSession() {
        throwsOn(effect -> effect instanceof Effect.StartTimer start && start.timer() == Timer.BACKOFF);
        loop.feed(new Input.Connect());
        loop.feed(new Input.TokenFailed(1, Failure.of("no answer in time")));
        State.Ended ended = assertInstanceOf(State.Ended.class, loop.state());
        assertEquals(Kind.BROKEN, ended.cause().kind());
        assertTrue(names().contains("TellEnded"), () -> names().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TellConnected", "TellEnded", "CloseConnection", "CancelTimer", "TellRetrying"})
    void whatNobodyHasToAnswerCostsNoOtherEffect(String name) {
        throwsOn(effect -> effect.getClass().getSimpleName().equals(name));
        connect();
        assertInstanceOf(State.Connected.class, loop.state());
        loop.feed(new Input.ConnectionClosed(2, OptionalInt.of(1006), ""));
        assertEquals(Timer.BACKOFF, ((Effect.StartTimer) carried.get(carried.size() - 1)).timer());
        loop.feed(new Input.Close());
        assertInstanceOf(State.Closed.class, loop.state());
    }

    @Test
    void aStatusThatCannotBeShownCostsNoEffect() {
        statusThrows = true;
        connect();
        assertTrue(names().contains("TellConnected"), () -> names().toString());
        assertTrue(told.contains("the status could not be shown"), told::toString);
    }

    @Test
    void aClockThatThrowsEndsTheSession() {
        connect();
        clockThrows = true;
        loop.feed(new Input.AuthExpiring(2));
        assertEquals(
                Kind.BROKEN,
                assertInstanceOf(State.Ended.class, loop.state()).cause().kind());
        assertTrue(names().contains("CloseConnection"), () -> names().toString());
    }

    @Test
    void aPolicyThatThrowsReconnects() {
        policyThrows = true;
        connect();
        loop.feed(new Input.ConnectionClosed(2, OptionalInt.of(1000), ""));
        assertEquals(
                Kind.LOST,
                assertInstanceOf(State.BackingOff.class, loop.state()).cause().kind());
        assertEquals(List.of("policy"), told);
    }

    private void connect() {
        loop.feed(new Input.Connect());
        loop.feed(new Input.TokenFetched(1, credentials()));
        loop.feed(new Input.Opened(2));
        loop.feed(new Input.AuthOk(2));
    }

    private void throwsOn(Predicate<Effect> which) {
        throwing = which;
    }

    private List<String> names() {
        return carried.stream().map(effect -> effect.getClass().getSimpleName()).toList();
    }

    private static WebSocketCredentials credentials() {
        return new WebSocketCredentials("wss://node.example/ws", new Jwt("a"));
    }

    private Predicate<Effect> throwing = effect -> false;
    private boolean statusThrows;
    private boolean clockThrows;
    private boolean policyThrows;
    private final List<Effect> carried = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final SessionLoop loop = new SessionLoop(
            new SessionMachine(SessionPolicy.builder()
                    .backoff(BackoffPolicy.defaults())
                    .reconnectOn(code -> {
                        if (policyThrows) {
                            throw new NoClassDefFoundError("a policy's");
                        }
                        return true;
                    })
                    .build()),
            () -> {
                if (clockThrows) {
                    throw new NoClassDefFoundError("a clock's");
                }
                return Instant.EPOCH;
            },
            () -> 0.5,
            (before, after) -> {
                if (statusThrows) {
                    throw new NoClassDefFoundError("a status listener's");
                }
            },
            effect -> {
                carried.add(effect);
                if (throwing.test(effect)) {
                    throw new NoClassDefFoundError("an effect's");
                }
            },
            new SessionLoop.ErrorListener() {
                @Override
                public void failed(String what, Throwable error) {
                    told.add(what);
                }

                @Override
                public void policyFailed(Throwable error) {
                    told.add("policy");
                }
            });
}
