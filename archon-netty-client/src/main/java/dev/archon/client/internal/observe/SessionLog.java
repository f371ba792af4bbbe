package dev.archon.client.internal.observe;

import dev.archon.client.internal.observe.RepeatedLines.Kind;
import dev.archon.client.internal.observe.RepeatedLines.Line;
import dev.archon.protocol.session.Effect;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Writes a line for each change of a session's state, and lines at a limited rate for what can happen without end. */
public final class SessionLog {

    private final LogOutput output;
    private final RepeatedLines repeated;

    /**
     * Makes a log.
     *
     * @param output where lines go
     * @param repeated where lines go that a server or a handler can cause without end
     */
    public SessionLog(LogOutput output, RepeatedLines repeated) {
        this.output = output;
        this.repeated = repeated;
    }

    /**
     * Logs what a session tells.
     *
     * @param serverId the server
     * @param effect what the session does
     */
    public void effect(String serverId, Effect effect) {
        if (effect instanceof Effect.TellConnected connected) {
            write(
                    Level.INFO,
                    serverId,
                    "connected" + (connected.attempt() == 0 ? "" : " at attempt " + connected.attempt()));
        } else if (effect instanceof Effect.TellHistoryOver over) {
            write(
                    Level.DEBUG,
                    serverId,
                    over.quiet()
                            ? "the history is over, its console is quiet"
                            : "the history counts as over, its time limit has passed");
        } else if (effect instanceof Effect.TellRefreshed) {
            write(Level.DEBUG, serverId, "token renewed");
        } else if (effect instanceof Effect.TellRefreshFailed failed) {
            write(
                    Level.WARNING,
                    serverId,
                    "the token was not renewed, " + failed.cause().describe());
        } else if (effect instanceof Effect.TellRetrying retrying) {
            write(
                    Level.WARNING,
                    serverId,
                    retrying.cause().describe() + "; attempt " + retrying.attempt() + " in "
                            + retrying.delay().toMillis() + " ms");
        } else if (effect instanceof Effect.TellEnded ended) {
            write(
                    ended.exhausted() ? Level.ERROR : Level.INFO,
                    serverId,
                    (ended.exhausted() ? "gave up, " : "ended, ")
                            + ended.cause().describe());
        }
    }

    /**
     * Logs that code of the client's own, or of a library, has thrown.
     *
     * @param serverId the server
     * @param what what failed, without what was thrown
     * @param error what was thrown; its type and stack trace are logged, its message is not
     */
    public void failed(String serverId, String what, Throwable error) {
        repeated.write(Kind.INTERNAL_ERROR, serverId, () -> new Line(what, RedactedError.of(error)));
    }

    /**
     * Logs that a message could not be read.
     *
     * @param serverId the server
     * @param problem says what is wrong with it, if that is logged
     */
    public void badMessage(String serverId, Supplier<String> problem) {
        repeated.write(
                Kind.UNREADABLE_MESSAGE,
                serverId,
                () -> new Line("a message could not be read, " + problem.get(), null));
    }

    /**
     * Logs what a handler has thrown.
     *
     * @param serverId the server
     * @param error what was thrown
     */
    public void handlerFailed(String serverId, Throwable error) {
        repeated.write(Kind.HANDLER_ERROR, serverId, () -> new Line("a handler failed", error));
    }

    /**
     * Logs what the embedder's handler for errors has thrown itself.
     *
     * @param serverId the server
     * @param error what was thrown
     */
    public void errorHandlerFailed(String serverId, Throwable error) {
        repeated.write(Kind.ERROR_HANDLER_ERROR, serverId, () -> new Line("onHandlerError(...) has thrown", error));
    }

    /** Says what has been counted and not told yet. */
    public void flush() {
        repeated.flush();
    }

    private void write(Level level, String serverId, String text) {
        output.write(level, "server " + serverId + ": " + text, null);
    }
}
