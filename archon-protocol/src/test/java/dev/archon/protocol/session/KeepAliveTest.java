package dev.archon.protocol.session;

import static dev.archon.protocol.session.Session.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.archon.protocol.session.Effect.SendPing;
import dev.archon.protocol.session.Effect.StartTimer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a connection is watched that says nothing. */
class KeepAliveTest {

    @Test
    void anythingReadKeepsAConnectionAlive() {
        session.connect();
        assertEquals(
                List.of(new StartTimer(Timer.KEEP_ALIVE, seconds(20))),
                session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(10), false)));
        session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(30), false));
        assertEquals(
                List.of(new StartTimer(Timer.KEEP_ALIVE, seconds(26))),
                session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(4), false)));
    }

    @Test
    void aPausedReaderPingsAndConcludesNothingFromSilence() {
        session.connect();
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    List.of(new SendPing(2), new StartTimer(Timer.KEEP_ALIVE, seconds(30))),
                    session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(600), true)));
        }
    }

    @Test
    void aPongCountsAlsoWhenTheTimerIsLate() {
        session.connect();
        session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(30), false));
        Duration sinceThePong = seconds(15).plusMillis(2);
        assertEquals(
                List.of(new StartTimer(Timer.KEEP_ALIVE, seconds(15).minusMillis(2))),
                session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, sinceThePong, false)));
        assertInstanceOf(State.Connected.class, session.state);
    }

    @Test
    void aTimerThatIsVeryLateDropsNoConnectionThatHasAnswered() {
        session.connect();
        session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(30), false));
        session.now = session.now.plusSeconds(45);
        // The pong came at once; then the event loop was busy for half a minute.
        List<Effect> effects =
                session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(45).minusMillis(50), false));
        assertEquals(List.of(new SendPing(2), new StartTimer(Timer.KEEP_ALIVE, seconds(15))), effects);

        session.now = session.now.plusSeconds(45);
        session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(90).minusMillis(50), false));
        assertInstanceOf(State.BackingOff.class, session.state);
    }

    @Test
    void aSilenceThatBeganBeforeThePingIsToldFromOneThatBeganAfterIt() {
        Session session = new Session(SessionPolicy.builder().keepAlive(seconds(10), seconds(60)));
        session.connect();
        session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(10), false));
        session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, seconds(59), false));
        assertInstanceOf(State.Connected.class, session.state);
    }

    @Test
    void anExtremeKeepAliveDoesNotRunInCircles() {
        Session session = new Session(SessionPolicy.builder().keepAlive(Duration.ofNanos(1), Duration.ofNanos(1)));
        session.connect();
        assertEquals(
                List.of(new SendPing(2), new StartTimer(Timer.KEEP_ALIVE, Duration.ofMillis(1))),
                session.feed(new Input.TimerFired(Timer.KEEP_ALIVE, Duration.ZERO, true)));
    }

    private final Session session = new Session(SessionPolicy.builder());
}
