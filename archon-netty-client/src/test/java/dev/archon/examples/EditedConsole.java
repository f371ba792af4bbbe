package dev.archon.examples;

import dev.archon.protocol.console.ConsoleLine;
import java.io.IOError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.ArgumentCompleter;
import org.jline.reader.impl.completer.NullCompleter;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/**
 * A console in a terminal: what is typed can be edited, recalled with the arrow keys and completed with Tab, and stays
 * whole below the lines that come in.
 *
 * <p>The terminal is put back as it was when the console is closed, and when the process is told to end.
 */
final class EditedConsole implements ConsoleView {

    private static final String PROMPT = "> ";
    private static final String PASTE_OFF = "\u001b[?2004l";
    private static final long CLOSE_LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(2);

    /** Uses programs of the system such as stty, and no native code, which newer JDKs warn of. */
    private static final String PROVIDER = "exec";

    private static final List<String> COMMANDS = List.of(
            ServerConsole.QUIT,
            "ban",
            "deop",
            "difficulty",
            "gamemode",
            "help",
            "kick",
            "list",
            "op",
            "pardon",
            "save-all",
            "say",
            "seed",
            "stop",
            "tell",
            "time",
            "tps",
            "weather",
            "whitelist");

    private final Terminal terminal;
    private final LineReader reader;
    private final Colours colours;
    private final Thread onExit = new Thread(this::restoreOnExit, "console-restore");

    /** The thread that reads, while it does. */
    private volatile @Nullable Thread reading;

    private boolean closed;

    private EditedConsole(Terminal terminal, Colours colours) {
        this.terminal = terminal;
        this.colours = colours;
        // Also between two lines, where the terminal would show a second time what is typed ahead. Closing it undoes
        // this.
        terminal.enterRawMode();
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new ArgumentCompleter(new StringsCompleter(COMMANDS), NullCompleter.INSTANCE))
                // A line is sent as it was typed: "!" and "\" mean nothing here.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /**
     * Takes the terminal of this process.
     *
     * @param colours whether colours are wanted
     * @return the console
     * @throws IOException if there is no terminal that can be edited in
     */
    static EditedConsole open(Colours colours) throws IOException {
        Terminal terminal;
        try {
            terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider(PROVIDER)
                    .dumb(false)
                    .graphemeCluster(false)
                    .build();
        } catch (IllegalStateException e) {
            throw new IOException("this terminal cannot be used: " + e.getMessage(), e);
        }
        EditedConsole console = new EditedConsole(terminal, colours);
        Runtime.getRuntime().addShutdownHook(console.onExit);
        return console;
    }

    @Override
    public Optional<String> readLine() throws IOException, InterruptedException {
        reading = Thread.currentThread();
        try {
            return Optional.of(reader.readLine(PROMPT));
        } catch (EndOfFileException e) {
            return Optional.empty();
        } catch (UserInterruptException e) {
            InterruptedException interrupted = new InterruptedException("Ctrl-C");
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOError e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } finally {
            reading = null;
        }
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void show(List<ConsoleLine> lines) {
        // In one go, since each call draws the line that is being typed again.
        print(lines.stream().map(colours::line).collect(Collectors.joining("\n")));
    }

    @Override
    public void tell(String message) {
        print(colours.good(message));
    }

    @Override
    public void warn(String message) {
        print(colours.bad(message));
    }

    private synchronized void print(String text) {
        if (!closed) {
            reader.printAbove(text);
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The process is ending: then the hook has found nothing left to do.
            return;
        }
    }

    private void restoreOnExit() {
        restore();
        String local = terminal.getStringCapability(InfoCmp.Capability.keypad_local);
        if (local != null) {
            // JLine closes the terminal when the process ends, maybe before the reader could switch these off.
            System.out.print(PASTE_OFF + Curses.tputs(local));
            System.out.flush();
        }
    }

    private void restore() {
        Thread at = reading;
        if (at != null && at != Thread.currentThread()) {
            // On its way out it switches off what it has switched on for editing.
            at.interrupt();
            try {
                at.join(CLOSE_LIMIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closeTerminal();
    }

    private synchronized void closeTerminal() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            terminal.close();
        } catch (IOException e) {
            System.err.println("the terminal could not be restored, the command reset does it: " + e.getMessage());
        }
    }
}
