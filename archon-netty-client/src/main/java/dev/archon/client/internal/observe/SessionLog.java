package dev.archon.client.internal.observe;

import dev.archon.protocol.session.Effect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** One line in the log for each turn that a session takes. */
public final class SessionLog {

    private final Logger logger;

    /**
     * Makes a log.
     *
     * @param logger where lines go
     */
    public SessionLog(Logger logger) {
        this.logger = logger;
    }

    /**
     * Logs what a session tells.
     *
     * @param serverId the server
     * @param effect what the session does
     */
    public void effect(String serverId, Effect effect) {
        if (effect instanceof Effect.TellConnected connected) {
            logger.log(
                    Level.INFO,
                    () -> "server " + serverId + ": connected"
                            + (connected.attempt() == 0 ? "" : " at attempt " + connected.attempt()));
        } else if (effect instanceof Effect.TellRefreshed) {
            logger.log(Level.DEBUG, () -> "server " + serverId + ": token renewed");
        } else if (effect instanceof Effect.TellRefreshFailed failed) {
            logger.log(
                    Level.WARNING,
                    () -> "server " + serverId + ": the token was not renewed, "
                            + failed.cause().describe());
        } else if (effect instanceof Effect.TellRetrying retrying) {
            logger.log(
                    Level.WARNING,
                    () -> "server " + serverId + ": " + retrying.cause().describe() + "; attempt " + retrying.attempt()
                            + " in " + retrying.delay().toMillis() + " ms");
        } else if (effect instanceof Effect.TellEnded ended) {
            logger.log(
                    ended.exhausted() ? Level.ERROR : Level.INFO,
                    () -> "server " + serverId + ": " + (ended.exhausted() ? "gave up, " : "ended, ")
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
        logger.log(Level.ERROR, "server " + serverId + ": " + what, BareError.of(error));
    }

    /**
     * Logs that a message was left out.
     *
     * @param serverId the server
     * @param problem what is wrong with it
     */
    public void badMessage(String serverId, String problem) {
        logger.log(Level.WARNING, () -> "server " + serverId + ": a message was left out, " + problem);
    }
}
