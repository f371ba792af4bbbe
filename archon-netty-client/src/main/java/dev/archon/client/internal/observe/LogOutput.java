package dev.archon.client.internal.observe;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Where log lines go. The public API implements it, because loggers name the class that calls them, and an embedder should
 * see one that he knows.
 */
@FunctionalInterface
public interface LogOutput {

    /**
     * Writes a line. May be called by any thread, and does not throw.
     *
     * @param level how important it is
     * @param text the line
     * @param error what was thrown; {@code null} if nothing was
     */
    void write(Level level, String text, @Nullable Throwable error);
}
