package dev.archon.examples;

import dev.archon.protocol.console.ConsoleLine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where a console reads commands and shows lines: a terminal with line editing, or plain streams.
 *
 * <p>One thread reads; any thread may show.
 */
interface ConsoleView extends AutoCloseable {

    /**
     * Reads the next line.
     *
     * @return the line without its end, or empty at the end of input
     * @throws IOException if the input cannot be read
     * @throws InterruptedException if Ctrl-C was pressed, or the view was closed meanwhile
     */
    Optional<String> readLine() throws IOException, InterruptedException;

    /** Whether a person types the lines, who sees the answers come and needs no wait for them at the end. */
    boolean isInteractive();

    /** Shows lines of the server's log. */
    void show(List<ConsoleLine> lines);

    /** Tells that something is well again. */
    void tell(String message);

    /** Tells that something went wrong. */
    void warn(String message);

    /** Ends a read that is under way and restores the terminal. Nothing is shown afterwards. */
    @Override
    void close();
}
