package dev.archon.simulator.game;

import static dev.archon.protocol.event.PowerState.CRASHED;
import static dev.archon.protocol.event.PowerState.RUNNING;
import static dev.archon.protocol.event.PowerState.STARTING;
import static dev.archon.protocol.event.PowerState.STOPPED;
import static dev.archon.protocol.event.PowerState.STOPPING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.FilesystemOperationState;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.StatsEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GameServerTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @Test
    void aBootTakesSecondsAndEndsWithTheLineThatEverybodyWaitsFor() {
        Play play = Play.stopped();
        play.server().power(PowerAction.START);
        play.pass(Duration.ofMillis(500));
        assertEquals(List.of(STARTING), play.powerStates());

        play.pass(LONG_ENOUGH);

        assertEquals(List.of(STARTING, RUNNING), play.powerStates());
        List<String> console = play.console();
        assertTrue(console.contains("Starting minecraft server version 1.21.4"), console.toString());
        assertTrue(console.get(console.size() - 1).matches("Done \\(\\d+\\.\\d{3}s\\)! For help, type \"help\""));
    }

    @Test
    void aStopThrowsThePlayersOutSavesTheWorldAndTakesASecond() {
        Play play = Play.running(Play.BUSY);
        play.pass(LONG_ENOUGH);
        play.forget();
        play.server().power(PowerAction.STOP);
        assertEquals(STOPPING, play.server().state());

        play.pass(Duration.ofSeconds(2));

        assertEquals(List.of(STOPPING, STOPPED), play.powerStates());
        List<String> console = play.console();
        assertEquals(List.of("Stopping the server", "Stopping server", "Saving players"), console.subList(0, 3));
        assertTrue(console.get(3).endsWith(" lost connection: Server closed"), console.toString());
        assertEquals("ThreadedAnvilChunkStorage: All dimensions are saved", console.get(console.size() - 1));
        assertEquals(0, play.last(StatsEvent.class).ramUsageBytes().orElseThrow());
    }

    @Test
    void aRestartStopsAndStarts() {
        Play play = Play.running();
        play.server().power(PowerAction.RESTART);
        play.pass(LONG_ENOUGH);

        assertEquals(List.of(STOPPING, STOPPED, STARTING, RUNNING), play.powerStates());
    }

    @Test
    void aStopCallsOffTheStartOfARestart() {
        Play play = Play.running();
        play.server().power(PowerAction.RESTART);
        play.server().power(PowerAction.STOP);
        play.pass(LONG_ENOUGH);
        assertEquals(List.of(STOPPING, STOPPED), play.powerStates());

        Play later = Play.running();
        later.server().power(PowerAction.RESTART);
        while (later.server().state() != STOPPED) {
            later.pass(Duration.ofMillis(50));
        }
        later.server().power(PowerAction.STOP);
        later.pass(LONG_ENOUGH);
        assertEquals(List.of(STOPPING, STOPPED), later.powerStates());
    }

    @Test
    void aRestartOfAStoppedServerStartsIt() {
        Play play = Play.stopped();
        play.server().power(PowerAction.RESTART);
        play.pass(LONG_ENOUGH);

        assertEquals(List.of(STARTING, RUNNING), play.powerStates());
    }

    @Test
    void aKillEndsItAtOnceInAnyState() {
        Play play = Play.running();
        play.server().power(PowerAction.KILL);
        assertEquals(List.of(STOPPED), play.powerStates());

        play.server().power(PowerAction.START);
        play.server().power(PowerAction.KILL);
        play.pass(LONG_ENOUGH);
        assertEquals(List.of(STOPPED, STARTING, STOPPED), play.powerStates());
        assertEquals(
                List.of("Starting the Java process with 8192 MiB of memory"),
                play.console(),
                "nothing but the script's line");
    }

    @Test
    void actionsThatMakeNoSenseDoNothing() {
        Play play = Play.running();
        play.server().power(PowerAction.START);
        assertEquals(List.of(), play.told());

        Play stopped = Play.stopped();
        stopped.server().power(PowerAction.STOP);
        stopped.server().power(PowerAction.KILL);
        stopped.server().crash(OptionalLong.of(1));
        stopped.server().crashOutOfMemory();
        stopped.pass(LONG_ENOUGH);
        assertEquals(List.of(), stopped.told());
    }

    @Test
    void aCrashShowsItsStackTraceTheTextOfItsReportAndItsExitCode() {
        Play play = Play.running();
        play.server().crash(OptionalLong.of(1));

        assertEquals(PowerStateEvent.crashed(false, 1), play.last(PowerStateEvent.class));
        List<String> trace = play.told(LogEvent.class).stream()
                .filter(log -> log.streamValue() == LogStream.STDERR)
                .map(LogEvent::message)
                .toList();
        assertEquals("net.minecraft.ReportedException: Ticking entity", trace.get(0));
        String report = play.told(LogEvent.class).stream()
                .map(LogEvent::message)
                .filter(message -> message.startsWith("---- Minecraft Crash Report ----"))
                .findFirst()
                .orElseThrow();
        assertTrue(report.contains("\nTime: 2026-11-01 12:"), report);
        assertTrue(report.contains("\nDescription: Ticking entity\n"), report);
        assertTrue(report.contains(String.join("\n", trace.subList(trace.size() - 2, trace.size()))), report);
        assertTrue(report.contains("\tMinecraft Version: 1.21.4\n"), report);
        play.pass(LONG_ENOUGH);
        assertEquals(CRASHED, play.server().state());
    }

    @Test
    void theFileOfACrashReportIsNamedAfterTheMoment() {
        Play play = Play.running();
        String moment = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH.mm.ss")
                .withZone(ZoneOffset.UTC)
                .format(play.now());
        play.server().crash(OptionalLong.of(1));

        String saved = "This crash report has been saved to: /data/crash-reports/crash-" + moment + "-server.txt";
        assertTrue(play.console().contains(saved), play.console().toString());
    }

    @Test
    void aContainerThatIsKilledForItsMemorySaysNothingAboutIt() {
        Play play = Play.running();
        play.server().crashOutOfMemory();

        assertEquals(PowerStateEvent.crashed(true, 137), play.last(PowerStateEvent.class));
        assertTrue(
                play.console().stream().noneMatch(line -> line.contains("Memory")),
                play.console().toString());
        StatsEvent full = play.told(StatsEvent.class).get(0);
        assertEquals(full.ramTotalBytes(), full.ramUsageBytes());
    }

    @Test
    void aCrashCanBeFollowedByAStartUntilSomebodyStopsIt() {
        Play play = Play.running();
        play.server().restartAfterCrash(Optional.of(Duration.ofSeconds(5)));
        play.server().crashOutOfMemory();
        play.pass(LONG_ENOUGH);
        assertEquals(List.of(CRASHED, STARTING, RUNNING), play.powerStates());

        play.forget();
        play.server().crashOutOfMemory();
        play.server().power(PowerAction.STOP);
        play.pass(LONG_ENOUGH);
        assertEquals(List.of(CRASHED), play.powerStates());
    }

    @Test
    void statsComeEveryTwoSecondsAndUptimeEveryFive() {
        Play play = Play.running(new ActivityLevel(Duration.ofSeconds(1), 8, false));
        long uptime = play.server().snapshot().stream()
                .filter(UptimeEvent.class::isInstance)
                .map(event -> ((UptimeEvent) event).uptime())
                .findFirst()
                .orElseThrow();
        play.pass(Duration.ofSeconds(20));

        assertEquals(10, play.told(StatsEvent.class).size());
        assertEquals(4, play.told(UptimeEvent.class).size());
        assertTrue(Math.abs(play.last(UptimeEvent.class).uptime() - uptime - 20) <= 1);
        assertTrue(play.last(StatsEvent.class).ramUsageBytes().orElseThrow() > 1L << 30);
    }

    @Test
    void aChangeOfPaceDoesNotDoubleTheRhythm() {
        Play play = Play.running(Play.BUSY);
        for (int i = 0; i < 5; i++) {
            play.server().activityLevel(Play.SILENT);
            play.server().activityLevel(Play.BUSY);
        }
        play.forget();
        play.pass(Duration.ofSeconds(20));

        assertEquals(10, play.told(StatsEvent.class).size());
    }

    @Test
    void playersJoinChatAndLeave() {
        Play play = Play.running(Play.BUSY);
        play.pass(Duration.ofMinutes(2));

        List<String> console = play.console();
        for (String sign : List.of(" joined the game", " left the game", "<", "UUID of player ", "advancement")) {
            assertTrue(console.stream().anyMatch(line -> line.contains(sign)), sign);
        }
    }

    @Test
    void whatIsTypedWhileItBootsIsAnsweredWhenItRuns() {
        Play play = Play.stopped();
        play.server().command("say into the void");
        play.server().power(PowerAction.START);
        play.server().command("say early bird");
        play.pass(LONG_ENOUGH);

        List<String> console = play.console();
        assertEquals("[Not Secure] [Server] early bird", console.get(console.size() - 1));
        assertTrue(console.stream().noneMatch(line -> line.contains("void")));
    }

    @Test
    void theSameSeedAndTheSameCallsGiveTheSameEvents() {
        assertEquals(story(3), story(3));
        assertNotEquals(story(3), story(4));
    }

    private static List<ArchonEvent> story(long seed) {
        Play play = Play.stopped(seed, Play.BUSY, true);
        play.server().power(PowerAction.START);
        play.pass(LONG_ENOUGH);
        play.server().command("list");
        play.server().backups().create(BackupState.DONE);
        play.server().installations().begin(new InstallKey.LocalModpack("pack.mrpack"), Optional.empty());
        play.server().extractions().begin("world.zip", FilesystemOperationState.FAILURE_CORRUPTED);
        play.pass(Duration.ofMinutes(3));
        play.server().burst(10);
        play.server().crash(OptionalLong.empty());
        return play.told();
    }
}
