package dev.archon.simulator.internal.server;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.game.ActivityLevel;
import dev.archon.simulator.game.GameServer;
import dev.archon.simulator.game.Installations;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.scenario.ActionTarget;
import dev.archon.simulator.scenario.BackupOutcome;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.ExtractionOutcome;
import dev.archon.simulator.scenario.InstallOutcome;
import dev.archon.simulator.scenario.Traffic;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Performs actions on the parts of one server. Belongs to the server's loop. */
final class ActionExecutor implements ActionTarget {

    private final GameServer game;
    private final Broadcast broadcast;
    private final Sessions sessions;
    private final ServerTokens tokens;
    private final Consumer<EventStyle> style;

    /**
     * Makes the executor of a server.
     *
     * @param style changes in which messages the console is sent
     */
    ActionExecutor(
            GameServer game, Broadcast broadcast, Sessions sessions, ServerTokens tokens, Consumer<EventStyle> style) {
        this.game = game;
        this.broadcast = broadcast;
        this.sessions = sessions;
        this.tokens = tokens;
        this.style = style;
    }

    @Override
    public void power(PowerAction action) {
        game.power(action);
    }

    @Override
    public void command(String line) {
        game.command(line);
    }

    @Override
    public void traffic(Traffic level) {
        game.activityLevel(ActivityLevel.of(level));
    }

    @Override
    public void events(EventStyle style) {
        this.style.accept(style);
    }

    @Override
    public void historyChunk(int lines) {
        broadcast.historyChunk(lines);
    }

    @Override
    public void stackTrace() {
        game.stackTrace();
    }

    @Override
    public void burst(int lines) {
        game.burst(lines);
    }

    @Override
    public void createBackup(BackupOutcome outcome) {
        game.backups().create(outcome.state());
    }

    @Override
    public void restoreNewestBackup(BackupOutcome outcome) {
        game.backups().restoreNewest(outcome.state());
    }

    @Override
    public void installMod(String project, String version, InstallOutcome outcome) {
        game.installations().begin(Installations.mod(project, version), outcome.failure());
    }

    @Override
    public void extractArchive(String path, ExtractionOutcome outcome) {
        game.extractions().begin(path, outcome.state());
    }

    @Override
    public void crash(OptionalInt exitCode) {
        game.crash(exitCode.isPresent() ? OptionalLong.of(exitCode.getAsInt()) : OptionalLong.empty());
    }

    @Override
    public void crashOutOfMemory() {
        game.crashOutOfMemory();
    }

    @Override
    public void expireTokens() {
        Instant end = tokens.revoke();
        broadcast.each(session -> session.warnAndExpireAt(end));
    }

    @Override
    public void sendEvent(ArchonEvent event) {
        broadcast.event(event);
    }

    @Override
    public void sendText(byte[] payload) {
        broadcast.text(payload, 0);
    }

    @Override
    public void sendLogMessage(byte[] payload) {
        broadcast.text(payload, 1);
    }

    @Override
    public void sendBinary(byte[] payload) {
        broadcast.frame(FrameEncoder.BINARY, payload);
    }

    @Override
    public void sendPing(byte[] payload) {
        broadcast.frame(FrameEncoder.PING, payload);
    }

    @Override
    public void sendHistory() {
        broadcast.repeatHistory();
    }

    @Override
    public void close(int code, String reason) {
        sessions.each(session -> session.close(code, reason));
    }

    @Override
    public void drop() {
        sessions.each(Session::drop);
    }

    @Override
    public void reset() {
        sessions.each(Session::reset);
    }
}
