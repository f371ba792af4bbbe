package dev.archon.examples;

import dev.archon.protocol.console.ConsoleLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A console on plain streams, for pipes and files: no prompt, no colours, no editing. */
final class PlainConsole implements ConsoleView {

    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;

    PlainConsole(InputStream in, PrintStream out, PrintStream err) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.err = err;
    }

    @Override
    public Optional<String> readLine() throws IOException {
        return Optional.ofNullable(in.readLine());
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public void show(List<ConsoleLine> lines) {
        lines.forEach(line -> out.println(TerminalText.colourless(line.text())));
    }

    @Override
    public void tell(String message) {
        err.println(TerminalText.colourless(message));
    }

    @Override
    public void warn(String message) {
        err.println(TerminalText.colourless(message));
    }

    @Override
    public void close() {
        // The streams belong to the caller, and a read of them cannot be ended.
    }
}
