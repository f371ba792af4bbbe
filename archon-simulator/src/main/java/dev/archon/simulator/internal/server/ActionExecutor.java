package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.GameServer;
import dev.archon.simulator.game.Installations;
import dev.archon.simulator.game.Pace;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.EventStyle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Does actions on a server. */
final class ActionExecutor {

    private static final String OPENING = "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"";
    private static final String ENDING = "\"}";

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

    void perform(Action action) {
        if (!onGame(host.game(), action) && !onSockets(action)) {
            send(action);
        }
    }

    private boolean onGame(GameServer game, Action action) {
        if (action instanceof Action.Power power) {
            game.power(power.action());
        } else if (action instanceof Action.Command command) {
            game.command(command.line());
        } else if (action instanceof Action.SetTraffic traffic) {
            game.pace(Pace.of(traffic.level()));
        } else if (action instanceof Action.SetEvents events) {
            host.events(events.style());
        } else if (action instanceof Action.StackTrace) {
            game.stackTrace();
        } else if (action instanceof Action.Burst burst) {
            game.burst(burst.lines());
        } else if (action instanceof Action.Crash crash) {
            OptionalInt code = crash.exitCode();
            game.crash(code.isPresent() ? OptionalLong.of(code.getAsInt()) : OptionalLong.empty());
        } else if (action instanceof Action.CrashOutOfMemory) {
            game.crashOutOfMemory();
        } else {
            return onFiles(game, action);
        }
        return true;
    }

    private static boolean onFiles(GameServer game, Action action) {
        if (action instanceof Action.CreateBackup backup) {
            game.backups().create(backup.outcome().state());
        } else if (action instanceof Action.RestoreBackup restore) {
            game.backups().restoreNewest(restore.outcome().state());
        } else if (action instanceof Action.InstallMod install) {
            game.installations()
                    .begin(
                            Installations.mod(install.project(), install.version()),
                            install.outcome().failure());
        } else if (action instanceof Action.ExtractArchive extract) {
            game.extractions().begin(extract.path(), extract.outcome().state());
        } else {
            return false;
        }
        return true;
    }

    private boolean onSockets(Action action) {
        if (action instanceof Action.ExpireToken) {
            host.expireTokens();
        } else if (action instanceof Action.Close close) {
            host.eachSession(session -> session.close(close.code(), close.reason()));
        } else if (action instanceof Action.Drop) {
            host.eachSession(Session::drop);
        } else if (action instanceof Action.Reset) {
            host.eachSession(Session::reset);
        } else {
            return false;
        }
        return true;
    }

    private void send(Action action) {
        if (action instanceof Action.Emit emit) {
            host.broadcast().event(emit.event());
        } else if (action instanceof Action.Text text) {
            host.broadcast().text(bytes(text.text()), 0);
        } else if (action instanceof Action.MalformedJson) {
            host.broadcast().text(bytes(OPENING + "[12:00:00] [Server thr"), 0);
        } else if (action instanceof Action.InvalidUtf8) {
            host.broadcast().text(invalidUtf8(), 0);
        } else if (action instanceof Action.Oversized oversized) {
            host.broadcast().text(oversized(oversized.bytes()), 1);
        } else if (action instanceof Action.Binary binary) {
            host.broadcast().frame(FrameEncoder.BINARY, counting(binary.bytes()));
        } else if (action instanceof Action.Unknown unknown) {
            host.broadcast().text(unknown(unknown.type()), 0);
        } else if (action instanceof Action.SetHistoryChunk chunk) {
            host.broadcast().historyChunk(chunk.lines());
        } else if (action instanceof Action.DuplicateHistory) {
            host.broadcast().repeatHistory();
        } else if (action instanceof Action.Ping ping) {
            host.broadcast().frame(FrameEncoder.PING, counting(ping.bytes()));
        } else {
            throw new IllegalStateException("nobody knows how to do " + action);
        }
    }

    /** A log event with a lead byte that nothing follows, and a byte that stands in no UTF-8 at all. */
    private static byte[] invalidUtf8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(OPENING));
        out.write(0xC3);
        out.write(0x28);
        out.write(0xFF);
        out.writeBytes(bytes(ENDING));
        return out.toByteArray();
    }

    private static byte[] oversized(int bytes) {
        byte[] message = new byte[bytes];
        Arrays.fill(message, (byte) 'x');
        System.arraycopy(bytes(OPENING), 0, message, 0, OPENING.length());
        System.arraycopy(bytes(ENDING), 0, message, bytes - ENDING.length(), ENDING.length());
        return message;
    }

    private static byte[] unknown(String type) {
        return JsonText.bytes(JsonText.object().put("event", type).put("since", "a later version"));
    }

    private static byte[] counting(int bytes) {
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) i;
        }
        return payload;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
