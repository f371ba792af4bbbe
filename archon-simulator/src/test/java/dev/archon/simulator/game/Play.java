package dev.archon.simulator.game;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.rest.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A game server whose time is moved by hand, and everything that it has told. */
final class Play {

    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    static final ActivityLevel SILENT = new ActivityLevel(Duration.ofDays(1), 0, true);
    static final ActivityLevel BUSY = new ActivityLevel(Duration.ofMillis(100), 20, false);

    private final VirtualScheduler scheduler = new VirtualScheduler(NOON);
    private final List<ArchonEvent> told = new ArrayList<>();
    private final GameServer server;

    private Play(long seed, ActivityLevel activityLevel, boolean entries) {
        this.server = new GameServer(scheduler, seed, activityLevel, entries, told::add);
    }

    static Play stopped() {
        return new Play(1, SILENT, false);
    }

    static Play stopped(long seed, ActivityLevel activityLevel, boolean entries) {
        return new Play(seed, activityLevel, entries);
    }

    /** A server on which nothing goes on by itself, and which has forgotten its boot. */
    static Play running() {
        return running(SILENT);
    }

    static Play running(ActivityLevel activityLevel) {
        Play play = new Play(1, activityLevel, false);
        play.boot();
        return play;
    }

    static Play runningWithEntries() {
        Play play = new Play(1, SILENT, true);
        play.boot();
        return play;
    }

    private void boot() {
        server.power(PowerAction.START);
        for (int i = 0; i < 600 && server.state() != PowerState.RUNNING; i++) {
            pass(Duration.ofMillis(100));
        }
        told.clear();
    }

    GameServer server() {
        return server;
    }

    Instant now() {
        return scheduler.now();
    }

    void pass(Duration duration) {
        scheduler.runUntil(scheduler.now().plus(duration));
    }

    /** Types a line, and gives what the console says at once, without time, thread and level. */
    List<String> type(String line) {
        int before = told.size();
        server.command(line);
        return texts(told.subList(before, told.size()));
    }

    /** Lets players come until one has joined, then makes everything silent; gives the last one. */
    String someoneJoins() {
        forget();
        server.activityLevel(BUSY);
        while (console().stream().noneMatch(line -> line.endsWith(" joined the game"))) {
            pass(Duration.ofMillis(100));
        }
        server.activityLevel(SILENT);
        String line = console().stream()
                .filter(text -> text.endsWith(" joined the game"))
                .reduce((first, second) -> second)
                .orElseThrow();
        return line.substring(0, line.indexOf(' '));
    }

    /** Forgets everything, lets players play for a while, then makes everything silent; gives what the console said. */
    List<String> minutesOfPlay(int minutes) {
        forget();
        server.activityLevel(BUSY);
        pass(Duration.ofMinutes(minutes));
        server.activityLevel(SILENT);
        return console();
    }

    List<ArchonEvent> told() {
        return List.copyOf(told);
    }

    <T extends ArchonEvent> List<T> told(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends ArchonEvent> T last(Class<T> kind) {
        List<T> all = told(kind);
        return all.get(all.size() - 1);
    }

    List<PowerState> powerStates() {
        return told(PowerStateEvent.class).stream()
                .map(PowerStateEvent::stateValue)
                .toList();
    }

    /** What the console has said, without time, thread and level. */
    List<String> console() {
        return texts(told);
    }

    void forget() {
        told.clear();
    }

    private static List<String> texts(List<ArchonEvent> events) {
        return events.stream()
                .filter(LogEvent.class::isInstance)
                .map(event -> ((LogEvent) event).message())
                .map(message -> message.substring(message.indexOf("]: ") + (message.contains("]: ") ? 3 : 1)))
                .toList();
    }
}
