package dev.archon.client.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ConsoleGap;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.UptimeEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContinuityTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final Continuity continuity = new Continuity(100, 1 << 20);

    @Test
    void onlyWhatIsNewOfAReplayGoesOn() {
        receive("a", "b", "c");
        continuity.connected(NOON);
        assertEquals(lines("d", "e"), receive("b", "c", "d", "e").events());
    }

    @Test
    void aReplayWithoutNewLinesBringsNothing() {
        receive("a", "b", "c");
        continuity.connected(NOON);
        assertEquals(List.of(), receive("a", "b", "c").events());
        assertEquals(lines("d"), receive("d").events());
    }

    @Test
    void aReplayThatDoesNotReachBackMarksAGap() {
        receive("a", "b");
        continuity.connected(NOON.plusSeconds(5));
        assertEquals(List.of(), receive("x", "y").events(), "the replay may begin behind them");
        Continuity.Passed passed = continuity.replayOver(NOON.plusSeconds(6), true);
        assertEquals(Optional.of(new ConsoleGap(NOON, NOON.plusSeconds(5))), passed.gap());
        assertEquals(lines("x", "y"), passed.events());
    }

    @Test
    void aServerThatReplaysNothingMarksAGapBeforeTheNextLine() {
        receive("a", "b");
        continuity.connected(NOON);
        assertEquals(List.of(), continuity.end(NOON).events());
        assertEquals(List.of(), receive("c").events());
        assertTrue(continuity.replayOver(NOON, true).gap().isPresent());
    }

    @Test
    void beforeTheFirstLineNothingIsHeldBack() {
        receive("a", "b");
        continuity.connected(NOON);
        UptimeEvent uptime = new UptimeEvent(1);
        assertEquals(
                List.of(uptime), continuity.receive(List.of(uptime), 1, NOON).events());
        assertFalse(continuity.isHolding());
        assertEquals(List.of(), receive("a").events());
        assertTrue(continuity.isHolding());
        assertEquals(List.of(), continuity.receive(List.of(uptime), 1, NOON).events());
        assertEquals(
                Stream.concat(lines("a").stream(), Stream.of(uptime)).toList(),
                continuity.end(NOON).events());
        assertFalse(continuity.isHolding());
    }

    @Test
    void whatIsHeldBackIsBoundedInBytes() {
        receive("a", "b", "c");
        continuity.connected(NOON);
        assertEquals(List.of(), receive("a").events());
        UptimeEvent uptime = new UptimeEvent(1);
        assertEquals(
                List.of(), continuity.receive(List.of(uptime), 1 << 19, NOON).events());
        assertEquals(
                Stream.concat(lines("a").stream(), Stream.of(uptime, uptime)).toList(),
                continuity.receive(List.of(uptime), 1 << 19, NOON).events());
        assertFalse(continuity.isHolding());
    }

    @Test
    void theFirstConnectionHasNoGap() {
        continuity.connected(NOON);
        Continuity.Passed passed = receive("a");
        assertTrue(passed.gap().isEmpty());
        assertEquals(lines("a"), passed.events());
    }

    @Test
    void otherEventsKeepTheirPlace() {
        receive("a", "b");
        continuity.connected(NOON);
        UptimeEvent uptime = new UptimeEvent(1);
        List<ArchonEvent> replay = Stream.of(lines("b"), List.of(uptime), lines("c"))
                .<ArchonEvent>flatMap(List::stream)
                .toList();
        assertEquals(
                Stream.concat(Stream.of(uptime), lines("c").stream()).toList(),
                continuity.receive(replay, 3, NOON).events());
    }

    @Test
    void aReplayThatFitsSoFarIsDecidedWhenItsTimeIsOver() {
        receive("a", "b", "c");
        continuity.connected(NOON);
        assertEquals(List.of(), receive("a", "b").events());
        Continuity.Passed passed = continuity.end(NOON);
        assertTrue(passed.gap().isPresent(), "it never reached the last line");
        assertEquals(lines("a", "b"), passed.events());
    }

    @Test
    void aReplayThatWasCutOffIsDecidedWhenTheSessionEndsWithoutAnother() {
        receive("a", "b", "c");
        continuity.connected(NOON);
        receive("a", "b");
        assertEquals(List.of(), continuity.lost().events(), "the next replay may have them again");
        Continuity.Passed passed = continuity.end(NOON);
        assertTrue(passed.gap().isPresent(), "no replay has reached the last line");
        assertEquals(lines("a", "b"), passed.events());
        assertEquals(List.of(), continuity.end(NOON).events(), "once");
    }

    @Test
    void aReplayThatWasCutOffWaitsForTheNextOne() {
        receive("a", "b", "c");
        continuity.connected(NOON);
        receive("a", "b");
        continuity.lost();
        continuity.connected(NOON);
        assertEquals(lines("d"), receive("a", "b", "c", "d").events());
        assertEquals(List.of(), continuity.end(NOON).events());
    }

    @Test
    void aReplayThatStandsStillWithinWhatCameBeforeIsAwaited() {
        String[] before = {"[12:00:01] a", "[12:00:02] b", "[12:00:03] c"};
        receive(before);
        continuity.connected(NOON);
        receive(before[0], before[1]);
        assertEquals(List.of(), continuity.stalled(NOON).events());
        assertEquals(lines("[12:00:04] d"), receive(before[2], "[12:00:04] d").events());
    }

    @Test
    void nothingOfAReplayThatCameBeforeForCertainComesAgainAtTheEnd() {
        receive("[12:00:01] a", "[12:00:02] b");
        continuity.connected(NOON);
        receive("[12:00:01] a");
        UptimeEvent uptime = new UptimeEvent(1);
        assertEquals(List.of(), continuity.receive(List.of(uptime), 1, NOON).events());
        assertEquals(List.of(uptime), continuity.end(NOON).events());
        assertFalse(continuity.isHolding());
    }

    @Test
    void aLineWithoutATimeMayBeANewOneAndIsNotHeldBackForEver() {
        receive("[12:00:01] a", "saved", "[12:00:02] b");
        continuity.connected(NOON);
        receive("saved");
        assertEquals(lines("saved"), continuity.stalled(NOON).events());
    }

    @Test
    void linesThatAreAlikeAreAwaitedUntilTheConsoleIsQuiet() {
        receive("x", "x", "y", "x");
        continuity.connected(NOON);
        receive("x");
        assertEquals(List.of(), continuity.replayOver(NOON, false).events());
        assertEquals(lines("z"), receive("y", "x", "z").events());
    }

    @Test
    void behindAQuietConsoleLinesThatAreAlikeAreNewOnes() {
        receive("x", "x", "y", "x");
        continuity.connected(NOON);
        receive("x");
        assertEquals(List.of(), continuity.replayOver(NOON, true).events());
        assertEquals(lines("y"), receive("y").events(), "the console was quiet, so it is a new line");
    }

    @Test
    void ofLinesThatAreAlikeNoneComesAgainWhenTheirReplayIsCutOff() {
        receive("a", "x", "x", "y", "x");
        continuity.connected(NOON);
        receive("x", "x");
        assertEquals(List.of(), continuity.connected(NOON).events());
        assertEquals(lines("z"), receive("x", "x", "y", "x", "z").events());
    }

    @Test
    void theLongestOverlapCounts() {
        receive("x", "x", "y", "x");
        continuity.connected(NOON);
        assertEquals(lines("z"), receive("x", "y", "x", "z").events());
    }

    private Continuity.Passed receive(String... lines) {
        return continuity.receive(lines(lines), lines.length, NOON);
    }

    private static List<ArchonEvent> lines(String... lines) {
        return Stream.of(lines)
                .<ArchonEvent>map(line -> new LogEvent(LogStream.STDOUT, line))
                .toList();
    }
}
