package dev.archon.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where standard error goes. Java tells it of standard input and output only. */
final class StandardError {

    private StandardError() {}

    /**
     * Whether standard error may be a terminal.
     *
     * @param descriptor the link by which the system names the open file, {@code /proc/self/fd/2} on Linux
     * @return false if it is a file, a pipe or another device; true also where the system does not say it
     */
    static boolean mayBeTerminal(Path descriptor) {
        if (!Files.isSymbolicLink(descriptor)) {
            return true;
        }
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            System.getLogger(StandardError.class.getName())
                    .log(System.Logger.Level.DEBUG, "where standard error goes is not known", e);
            return true;
        }
    }
}
