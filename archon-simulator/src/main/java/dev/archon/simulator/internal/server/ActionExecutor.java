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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Performs actions on a server. Belongs to the server's loop. */
final class ActionExecutor implements ActionTarget {

    private final Target host;

    /** The server that actions are done on. */
    interface Target {

        GameServer game();

        Broadcast broadcast();

        void events(EventStyle style);

        void expireTokens();

        void eachSession(Consumer<Session> action);
    }

    ActionExecutor(Target host) {
        this.host = host;
    }

    @Override
    public void power(PowerAction action) {
        host.game().power(action);
    }

    @Override
    public void command(String line) {
        host.game().command(line);
    }

    @Override
    public void traffic(Traffic level) {
        host.game().activityLevel(ActivityLevel.of(level));
    }

    @Override
    public void events(EventStyle style) {
        host.events(style);
    }

    @Override
    public void historyChunk(int lines) {
        host.broadcast().historyChunk(lines);
    }

    @Override
    public void stackTrace() {
        host.game().stackTrace();
    }

    @Override
    public void burst(int lines) {
        host.game().burst(lines);
    }

    @Override
    public void createBackup(BackupOutcome outcome) {
        host.game().backups().create(outcome.state());
    }

    @Override
    public void restoreNewestBackup(BackupOutcome outcome) {
        host.game().backups().restoreNewest(outcome.state());
    }

    @Override
    public void installMod(String project, String version, InstallOutcome outcome) {
        host.game().installations().begin(Installations.mod(project, version), outcome.failure());
    }

    @Override
    public void extractArchive(String path, ExtractionOutcome outcome) {
        host.game().extractions().begin(path, outcome.state());
    }

    @Override
    public void crash(OptionalInt exitCode) {
        host.game().crash(exitCode.isPresent() ? OptionalLong.of(exitCode.getAsInt()) : OptionalLong.empty());
    }

    @Override
    public void crashOutOfMemory() {
        host.game().crashOutOfMemory();
    }

    @Override
    public void expireTokens() {
        host.expireTokens();
    }

    @Override
    public void sendEvent(ArchonEvent event) {
        host.broadcast().event(event);
    }

    @Override
    public void sendText(byte[] payload) {
        host.broadcast().text(payload, 0);
    }

    @Override
    public void sendLogMessage(byte[] payload) {
        host.broadcast().text(payload, 1);
    }

    @Override
    public void sendBinary(byte[] payload) {
        host.broadcast().frame(FrameEncoder.BINARY, payload);
    }

    @Override
    public void sendPing(byte[] payload) {
        host.broadcast().frame(FrameEncoder.PING, payload);
    }

    @Override
    public void sendHistory() {
        host.broadcast().repeatHistory();
    }

    @Override
    public void close(int code, String reason) {
        host.eachSession(session -> session.close(code, reason));
    }

    @Override
    public void drop() {
        host.eachSession(Session::drop);
    }

    @Override
    public void reset() {
        host.eachSession(Session::reset);
    }
}
