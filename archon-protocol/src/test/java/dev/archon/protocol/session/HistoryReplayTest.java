package dev.archon.protocol.session;

import static dev.archon.protocol.session.Session.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.session.Effect.StartTimer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryReplayTest {

    private final Session session = new Session(SessionPolicy.builder());

    @Test
    void aHistoryWithoutAPauseIsOverAtTheLimit() {
        session.connect();
        Input lines = new Input.TimerFired(Timer.HISTORY, millis(0), false);
        assertEquals(List.of(new StartTimer(Timer.HISTORY, millis(700))), session.feed(lines));
        assertEquals(List.of(new StartTimer(Timer.HISTORY, millis(600))), session.feed(lines));
        assertEquals(List.of(new Effect.TellHistoryOver(false)), session.feed(lines));
    }

    @Test
    void silenceOfAConnectionThatIsNotReadIsNoQuiet() {
        session.connect();
        assertEquals(
                List.of(new StartTimer(Timer.HISTORY, millis(700))),
                session.feed(new Input.TimerFired(Timer.HISTORY, seconds(9), true)));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
