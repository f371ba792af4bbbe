package dev.archon.client.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.Effect;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every effect that tells of something is logged, and recorded by the Flight Recorder. */
class ToldEffectsTest {

    private static final Cause LOST = new Cause(Cause.Kind.KEEP_ALIVE_TIMED_OUT, OptionalInt.empty(), "");

    private static final List<Effect> TOLD = List.of(
            new Effect.TellConnected(2),
            new Effect.TellHistoryOver(true),
            new Effect.TellRefreshed(),
            new Effect.TellRefreshFailed(LOST),
            new Effect.TellRetrying(LOST, 3, Duration.ofMillis(1_500)),
            new Effect.TellEnded(LOST, true));

    @Test
    void theListIsComplete() {
        Set<String> all = Arrays.stream(Effect.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(name -> name.startsWith("Tell"))
                .collect(Collectors.toSet());
        assertEquals(
                all,
                TOLD.stream().map(effect -> effect.getClass().getSimpleName()).collect(Collectors.toSet()));
    }

    @Test
    void eachIsOneLineInTheLog() {
        List<String> written = new ArrayList<>();
        LogOutput output = (level, text, error) -> written.add(level + " " + text);
        SessionLog log = new SessionLog(output, new RepeatedLines(output, () -> 0, (action, delay) -> false));
        TOLD.forEach(effect -> log.effect("demo", effect));
        assertEquals(
                List.of(
                        Level.INFO + " server demo: connected at attempt 2",
                        Level.DEBUG + " server demo: the history is over, its console is quiet",
                        Level.DEBUG + " server demo: token renewed",
                        Level.WARNING + " server demo: the token was not renewed, " + LOST.describe(),
                        Level.WARNING + " server demo: " + LOST.describe() + "; attempt 3 in 1500 ms",
                        Level.ERROR + " server demo: gave up, " + LOST.describe()),
                written);
        written.clear();
        log.effect("demo", new Effect.TellHistoryOver(false));
        assertEquals(
                List.of(Level.DEBUG + " server demo: the history counts as over, its time limit has passed"), written);
    }

    @Test
    void eachIsOneEventOfTheFlightRecorder(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("told.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.archon.*");
            recording.start();
            TOLD.forEach(effect -> FlightRecorder.effect("told-effects", effect));
            recording.stop();
            recording.dump(file);
        }
        Map<String, Integer> recorded = new TreeMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String name = event.getEventType().getName();
            if (name.startsWith("dev.archon.") && event.getString("server").equals("told-effects")) {
                recorded.merge(name.substring("dev.archon.".length()), 1, Integer::sum);
            }
        }
        assertEquals(Map.of("Connection", 1, "HistoryEnd", 1, "Refresh", 2, "Reconnect", 1, "SessionEnd", 1), recorded);
    }
}
