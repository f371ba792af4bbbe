package dev.archon.simulator.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.InstallKey;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.event.PowerTarget;
import dev.archon.protocol.event.PowerVariant;
import dev.archon.protocol.event.StateEvent;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventStyleTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    private final Play play = Play.runningWithEntries();

    @Test
    void whatTheLoggerWritesIsAnEntryWithItsPartsAndNoLine() {
        play.server().command("say hi");

        assertEquals(
                List.of(new Log4jEvent(
                        Optional.of("net.minecraft.server.MinecraftServer"),
                        Optional.of("INFO"),
                        Optional.of("Server thread"),
                        OptionalLong.of(play.now().toEpochMilli()),
                        Optional.of("[Not Secure] [Server] hi"),
                        Optional.empty())),
                play.told());
    }

    @Test
    void theEntryOfACrashHasTheStackTraceThatLinesShowInTheOtherStyle() {
        play.server().crash(OptionalLong.of(1));
        Play lines = Play.running();
        lines.server().crash(OptionalLong.of(1));

        String throwable = play.told(Log4jEvent.class).get(0).throwable().orElseThrow();
        assertTrue(play.told(LogEvent.class).stream().noneMatch(log -> log.streamValue() == LogStream.STDERR));
        assertEquals(List.of(), lines.told(Log4jEvent.class));
        assertEquals(
                throwable.lines().toList(),
                lines.told(LogEvent.class).stream()
                        .filter(log -> log.streamValue() == LogStream.STDERR)
                        .map(LogEvent::message)
                        .toList());
    }

    @Test
    void whatIsPrintedPastTheLoggerIsALine() {
        play.server().crash(OptionalLong.of(1));

        List<LogEvent> printed = play.told(LogEvent.class);
        assertEquals(1, printed.size(), printed.toString());
        assertTrue(printed.get(0).message().startsWith("---- Minecraft Crash Report ----\n"), printed.toString());
    }

    @Test
    void theStartScriptPrintsPastTheLogger() {
        play.server().power(PowerAction.RESTART);
        play.pass(LONG_ENOUGH);

        assertEquals(
                List.of(new LogEvent(LogStream.STDOUT, "Starting the Java process with 8192 MiB of memory")),
                play.told(LogEvent.class));
    }

    @Test
    void theStackTraceOfAPluginIsAnEntryBeforeWhatAnotherThreadPrints() {
        play.server().stackTrace();

        List<Log4jEvent> entries = play.told(Log4jEvent.class);
        assertEquals(2, entries.size());
        assertEquals(Optional.of("ERROR"), entries.get(0).level());
        assertTrue(entries.get(0).throwable().orElseThrow().contains("\nCaused by: "), entries.toString());
        assertEquals(Optional.of("Async Chat Thread - #0"), entries.get(1).threadName());
        assertEquals(2, play.told().size());
    }

    @Test
    void asLinesAnotherThreadPrintsInTheMiddleOfAStackTrace() {
        Play lines = Play.running();
        lines.server().stackTrace();

        List<LogStream> streams =
                lines.told(LogEvent.class).stream().map(LogEvent::streamValue).toList();
        assertEquals(LogStream.STDOUT, streams.get(0), "the error");
        assertEquals(LogStream.STDERR, streams.get(1), "the trace begins");
        assertEquals(
                1,
                streams.subList(1, streams.size()).stream()
                        .filter(LogStream.STDOUT::equals)
                        .count());
        assertEquals(LogStream.STDERR, streams.get(streams.size() - 1), "the trace ends");
        play.server().stackTrace();
        assertEquals(
                play.told(Log4jEvent.class)
                        .get(0)
                        .throwable()
                        .orElseThrow()
                        .lines()
                        .toList(),
                lines.told(LogEvent.class).stream()
                        .filter(log -> log.streamValue() == LogStream.STDERR)
                        .map(LogEvent::message)
                        .toList());
    }

    @Test
    void theStyleCanBeChangedAtAnyTime() {
        play.server().entries(false);
        play.server().command("say one");
        play.server().entries(true);
        play.server().command("say two");

        assertEquals(2, play.told().size());
        assertInstanceOf(LogEvent.class, play.told().get(0));
        assertInstanceOf(Log4jEvent.class, play.told().get(1));
    }

    @Test
    void ofAKilledServerBothEventsSayTheSame() {
        play.server().power(PowerAction.KILL);

        assertEquals(PowerState.STOPPED, play.last(PowerStateEvent.class).stateValue());
        StateEvent state = play.last(StateEvent.class);
        assertEquals(PowerVariant.IDLE, state.powerVariantValue());
        assertEquals(OptionalLong.empty(), state.exitCode(), "with one it would mean crashed");
    }

    @Test
    void theUptimeComesWithRunning() {
        play.server().power(PowerAction.RESTART);
        play.pass(LONG_ENOUGH);

        List<ArchonEvent> told = play.told();
        int running = told.indexOf(new PowerStateEvent(PowerState.RUNNING));
        assertInstanceOf(UptimeEvent.class, told.get(running + 2), "behind power-state and state");
    }

    @Test
    void theStateFollowsEveryPowerState() {
        play.server().power(PowerAction.RESTART);
        play.pass(LONG_ENOUGH);
        play.server().crash(OptionalLong.of(7));

        List<ArchonEvent> told = play.told();
        for (PowerStateEvent power : play.told(PowerStateEvent.class)) {
            StateEvent state = assertInstanceOf(StateEvent.class, told.get(told.indexOf(power) + 1));
            assertEquals(
                    switch (power.stateValue()) {
                        case RUNNING -> PowerVariant.RUNNING;
                        case STARTING -> PowerVariant.STARTING;
                        case STOPPING -> PowerVariant.STOPPING;
                        default -> PowerVariant.IDLE;
                    },
                    state.powerVariantValue());
        }
        assertEquals(
                List.of("restart", "restart", "restart", "-", "-"),
                play.told(StateEvent.class).stream()
                        .map(state -> state.target().orElse("-"))
                        .toList());
        assertEquals(OptionalLong.of(7), play.last(StateEvent.class).exitCode());
        assertEquals(Optional.of(false), play.last(StateEvent.class).wasOom());
    }

    @Test
    void aStopThatEndsARestartIsToldAtOnce() {
        play.server().power(PowerAction.RESTART);
        play.server().power(PowerAction.STOP);

        assertEquals(Optional.of(PowerTarget.STOP), play.last(StateEvent.class).targetValue());
    }

    @Test
    void theStateComesWithEveryUptime() {
        Play busy = Play.stopped(1, new ActivityLevel(Duration.ofSeconds(1), 3, false), true);
        busy.server().power(PowerAction.START);
        busy.pass(Duration.ofMinutes(1));

        assertEquals(
                busy.last(UptimeEvent.class).uptime(),
                busy.last(StateEvent.class).uptime().orElseThrow());
    }

    @Test
    void aPackGoesThroughItsPhasesWhileTheServerIsNotReady() {
        play.server().installations().begin(new InstallKey.ModrinthModpack("1KVo5zza", "6.0.0"), Optional.empty());
        play.pass(LONG_ENOUGH);

        List<StateEvent> installing = play.told(StateEvent.class).stream()
                .filter(state -> state.progress().isPresent())
                .toList();
        assertTrue(installing.stream().allMatch(state -> state.powerVariantValue() == PowerVariant.NOT_READY));
        assertEquals(
                List.of("Analyzing", "InstallingPack", "InstallingLoader", "Addons"),
                installing.stream()
                        .map(state -> state.progress().orElseThrow().phase().orElseThrow())
                        .distinct()
                        .toList());
        assertTrue(installing.stream()
                .map(state -> state.progress().orElseThrow().percent().orElseThrow())
                .allMatch(percent -> percent >= 0 && percent <= 100));
        assertEquals(PowerVariant.RUNNING, play.last(StateEvent.class).powerVariantValue());
        assertEquals(Optional.empty(), play.last(StateEvent.class).progress());
    }

    @Test
    void anErrorIsShownUntilTheNextInstallation() {
        play.server()
                .installations()
                .begin(new InstallKey.PlatformVersion("forge", "54.1.0", "1.21.4"), Optional.of("no such version"));
        play.pass(LONG_ENOUGH);
        assertEquals(
                Optional.of("no such version"),
                play.last(StateEvent.class).contentError().orElseThrow().description());

        play.server().installations().begin(new InstallKey.LocalModpack("pack.mrpack"), Optional.empty());
        assertEquals(Optional.empty(), play.last(StateEvent.class).contentError());
    }

    @Test
    void aRestoreMakesTheServerNotReady() {
        var id = play.server().backups().create(BackupState.DONE);
        play.pass(LONG_ENOUGH);
        play.forget();
        play.server().backups().restore(id, BackupState.DONE);
        play.pass(LONG_ENOUGH);

        assertEquals(
                List.of(PowerVariant.STOPPING, PowerVariant.NOT_READY, PowerVariant.STARTING, PowerVariant.RUNNING),
                play.told(StateEvent.class).stream()
                        .map(StateEvent::powerVariantValue)
                        .distinct()
                        .toList());
    }

    @Test
    void backupsHaveTheirTimes() {
        play.server().backups().create(BackupState.DONE);
        BackupProgressEvent pending = play.last(BackupProgressEvent.class);
        assertEquals(OptionalLong.empty(), pending.startTime());
        play.pass(LONG_ENOUGH);

        BackupProgressEvent done = play.last(BackupProgressEvent.class);
        assertTrue(done.startTime().orElseThrow() < done.finishTime().orElseThrow(), done.toString());
    }

    @Test
    void theSnapshotHasTheStateBehindThePowerState() {
        assertInstanceOf(PowerStateEvent.class, play.server().snapshot().get(0));
        StateEvent state =
                assertInstanceOf(StateEvent.class, play.server().snapshot().get(1));
        assertEquals(PowerVariant.RUNNING, state.powerVariantValue());
    }
}
