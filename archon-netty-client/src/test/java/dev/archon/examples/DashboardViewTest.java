package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ServerSnapshot;
import dev.archon.client.ServerStatus;
import dev.archon.client.Timestamped;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.ServerPower;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.session.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DashboardViewTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private static final long GIB = 1L << 30;
    private static final TerminalSize SIZE = new TerminalSize(80, 24);
    private static final List<String> TEN_LINES =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "line " + i).toList();

    @Test
    void aRunningServerIsShownWithEverythingItHasSaid() {
        List<String> lines = DashboardView.lines(state(connected(), running(), TEN_LINES), SIZE);
        assertEquals("demo  connected", lines.get(0));
        assertTrue(lines.contains("power    running, up 1:02:05"), lines.toString());
        assertTrue(
                lines.contains("CPU      " + "\u2588".repeat(6) + "\u2591".repeat(18) + "  25.0 %"), lines.toString());
        assertTrue(
                lines.contains("RAM      " + "\u2588".repeat(12) + "\u2591".repeat(12) + "  50.0 %  4.0 of 8.0 GiB"));
        assertTrue(lines.contains("line 1") && lines.contains("line 10"), "the last ten lines of the log");
    }

    @Test
    void figuresThatAreNotThePresentOnesSayHowOldTheyAre() {
        DashboardState now = state(connected(), running(), List.of());
        DashboardState later = new DashboardState(
                now.server(), now.status(), now.attempts(), now.snapshot(), NOW.plusSeconds(75), 0, List.of());
        List<String> lines = DashboardView.lines(later, SIZE);
        for (String label : List.of("CPU", "RAM")) {
            String line = lines.stream()
                    .filter(each -> each.startsWith(label))
                    .findFirst()
                    .orElseThrow();
            assertTrue(line.endsWith(" (0:01:15 ago)"), line);
        }
        assertTrue(DashboardView.summary(later).contains("RAM 4.0 of 8.0 GiB (0:01:15 ago)"));
        assertFalse(DashboardView.lines(now, SIZE).toString().contains("ago"));
    }

    @Test
    void onlyActiveBackupsAreShown() {
        List<String> lines = DashboardView.lines(state(connected(), running(), List.of()), SIZE);
        List<String> backups =
                lines.stream().filter(line -> line.contains("create")).toList();
        assertEquals(1, backups.size(), lines.toString());
        assertTrue(backups.get(0).contains("42.0 %"), backups.get(0));
    }

    @Test
    void beforeTheServerHasSaidAnythingItIsSaidThatNothingIsKnown() {
        String text = String.join("\n", DashboardView.lines(state(connected(), nothing(), List.of()), SIZE));
        assertTrue(text.contains("power    not known yet") && text.contains("CPU      not known yet"), text);
        assertTrue(text.contains("backups  none active"), text);
    }

    @Test
    void aCrashSaysHowTheProcessEnded() {
        ServerSnapshot crashed =
                snapshot(new PowerStateEvent("crashed", Optional.of(true), OptionalLong.of(137)), List.of());
        assertTrue(DashboardView.lines(state(connected(), crashed, List.of()), SIZE)
                .contains("power    crashed, exit code 137, out of memory"));
    }

    @Test
    void aLostConnectionSaysWhyAndHowOftenItIsTried() {
        ServerStatus lost = new ServerStatus(
                ServerStatus.State.RECONNECTING,
                2,
                Optional.empty(),
                Optional.of(new Cause(Cause.Kind.CLOSED, OptionalInt.of(1001), "going away")));
        String first =
                DashboardView.lines(state(lost, running(), List.of()), SIZE).get(0);
        assertTrue(first.startsWith("demo  reconnecting, attempt 2 of 5: "), first);
        assertTrue(first.contains("1001"), first);
    }

    @Test
    void noLineIsWiderThanTheTerminalAndNoneIsMissing() {
        TerminalSize narrow = new TerminalSize(30, 30);
        List<String> log = List.of("x".repeat(31), "y".repeat(30), "\ud83d\udc4d".repeat(40));
        List<String> lines = DashboardView.lines(state(connected(), running(), log), narrow);
        assertTrue(lines.contains("x".repeat(29) + "\u2026"), lines.toString());
        assertTrue(lines.contains("y".repeat(30)), "what fits is whole");
        assertTrue(lines.contains("\ud83d\udc4d".repeat(29) + "\u2026"), "no half of a character is left");
    }

    @Test
    void aLowTerminalShowsTheNewestLinesAndKeepsItsFoot() {
        List<String> lines = DashboardView.lines(state(connected(), running(), TEN_LINES), new TerminalSize(80, 12));
        assertEquals(12, lines.size());
        assertTrue(lines.contains("line 10") && !lines.contains("line 1"), lines.toString());
        assertEquals(
                3,
                DashboardView.lines(state(connected(), running(), TEN_LINES), new TerminalSize(80, 3))
                        .size());
    }

    @Test
    void theFrameKeepsItsHeightWhileTheLogFills() {
        assertEquals(
                DashboardView.lines(state(connected(), running(), TEN_LINES), SIZE)
                        .size(),
                DashboardView.lines(state(connected(), running(), List.of("one")), SIZE)
                        .size());
    }

    @Test
    void nothingOfTheLogReachesTheTerminalAsAControl() {
        List<String> log = List.of("\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "back\b\rspace");
        for (String line : DashboardView.lines(state(connected(), running(), log), SIZE)) {
            assertFalse(line.chars().anyMatch(Character::isISOControl), line);
        }
    }

    @Test
    void theSummaryIsOneLine() {
        assertEquals(
                "demo: connected; running, up 1:02:05; CPU 25.0 %, RAM 4.0 of 8.0 GiB; backup create 42.0 %",
                DashboardView.summary(state(connected(), running(), TEN_LINES)));
    }

    private static DashboardState state(ServerStatus status, ServerSnapshot snapshot, List<String> log) {
        return new DashboardState("demo", status, 5, snapshot, NOW, log.size(), log);
    }

    private static ServerStatus connected() {
        return new ServerStatus(ServerStatus.State.CONNECTED, 0, Optional.empty(), Optional.empty());
    }

    private static ServerSnapshot running() {
        return snapshot(
                new PowerStateEvent("running", Optional.empty(), OptionalLong.empty()),
                List.of(backup("ongoing", 0.42), backup("done", 1)));
    }

    private static BackupProgressEvent backup(String state, double progress) {
        return new BackupProgressEvent(
                "1f0c1b1e-0000-4000-8000-000000000001",
                state.equals("done") ? "restore" : "create",
                state,
                progress,
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static ServerSnapshot snapshot(PowerStateEvent power, List<BackupProgressEvent> backups) {
        return new ServerSnapshot(
                Optional.of(new Timestamped<>(ServerPower.of(power), NOW)),
                Optional.empty(),
                Optional.of(new Timestamped<>(new StatsEvent(25, 4 * GIB, 8 * GIB, 9 * GIB, 64 * GIB, GIB, GIB), NOW)),
                Optional.of(new Timestamped<>(Duration.ofSeconds(3725), NOW)),
                backups.stream().map(backup -> new Timestamped<>(backup, NOW)).toList(),
                Optional.empty(),
                Optional.empty());
    }

    private static ServerSnapshot nothing() {
        return new ServerSnapshot(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
