package dev.archon.client.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.client.internal.observe.RepeatedLines.Kind;
import dev.archon.client.internal.observe.RepeatedLines.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {

    private final List<String> written = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    // Starts just before the clock overflows, as its zero may lie anywhere.
    private long now = Long.MAX_VALUE - 5;
    private boolean loopEnded;
    private final RepeatedLines lines = new RepeatedLines(
            (level, text, error) -> written.add(level + " " + text),
            () -> now,
            (action, delay) -> !loopEnded && scheduled.add(action));

    @Test
    void theFirstLinesOfAnIntervalAreWrittenAndOneLineCountsTheOthers() {
        for (int i = 0; i < 300_000; i++) {
            write(Kind.UNREADABLE_MESSAGE, "demo", "bad", null);
        }
        assertEquals(RepeatedLines.WRITTEN, written.size());
        assertEquals("WARNING server demo: bad", written.get(0));
        assertEquals(1, scheduled.size());

        written.clear();
        pass(RepeatedLines.INTERVAL);
        scheduled.get(0).run();
        assertEquals(
                List.of("WARNING 299980 more messages that could not be read within 30 s, of server demo"), written);
    }

    @Test
    void aLineThatIsOnlyCountedIsNotComposed() {
        int[] composed = {0};
        for (int i = 0; i < 1_000; i++) {
            lines.write(Kind.UNREADABLE_MESSAGE, "demo", () -> new Line("bad " + ++composed[0], null));
        }
        assertEquals(RepeatedLines.WRITTEN, composed[0]);
    }

    @Test
    void aKindDoesNotUseUpTheLinesOfAnother() {
        for (int i = 0; i < 100; i++) {
            write(Kind.UNREADABLE_MESSAGE, "demo", "bad", null);
        }
        write(Kind.HANDLER_ERROR, "demo", "a handler failed", new IllegalStateException("on purpose"));
        assertEquals("ERROR server demo: a handler failed", written.get(RepeatedLines.WRITTEN));
    }

    @Test
    void afterAnIntervalLinesAreWrittenAgain() {
        for (int i = 0; i < 100; i++) {
            write(Kind.UNREADABLE_MESSAGE, "server-" + i, "bad", null);
        }
        written.clear();
        pass(RepeatedLines.INTERVAL);
        write(Kind.UNREADABLE_MESSAGE, "demo", "worse", null);
        assertEquals(
                List.of(
                        "WARNING 80 more messages that could not be read within 30 s, of 80 servers",
                        "WARNING server demo: worse"),
                written);

        scheduled.get(0).run();
        assertEquals(2, written.size(), "the line that was scheduled has nothing left to say");
    }

    @Test
    void whatIsCountedWhenNothingRunsLaterIsToldAtTheEnd() {
        loopEnded = true;
        for (int i = 0; i < RepeatedLines.WRITTEN + 2; i++) {
            write(Kind.HANDLER_ERROR, "demo", "a handler failed", null);
        }
        lines.flush();
        lines.flush();
        assertEquals(RepeatedLines.WRITTEN + 1, written.size());
        assertEquals("ERROR 2 more errors of handlers within 30 s, of server demo", written.get(RepeatedLines.WRITTEN));
    }

    @Test
    void manyServersAreNotRemembered() {
        for (int i = 0; i < 5_000; i++) {
            write(Kind.HANDLER_ERROR, "server-" + i, "a handler failed", null);
        }
        lines.flush();
        assertEquals(
                "ERROR 4980 more errors of handlers within 30 s, of 1000 servers or more",
                written.get(written.size() - 1));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void write(Kind kind, String serverId, String text, @Nullable Throwable error) {
        lines.write(kind, serverId, () -> new Line(text, error));
    }
}
