package dev.archon.simulator.conformance.run;

import dev.archon.simulator.conformance.CaseSecrets;
import dev.archon.simulator.conformance.ConformanceCases;
import dev.archon.simulator.conformance.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The client that is tried, as a process that was started here and is ended by its own handle. */
final class ClientProcess implements AutoCloseable {

    private static final int KEPT_LINES = 200;
    private static final int KEPT_LINE = 500;

    /** A client may print without end and never end a line. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final int GRACE_SECONDS = 3;

    private final Process process;
    private final CaseSecrets secrets;
    private final LiveJournal live;
    private final Deque<String> output = new ArrayDeque<>();
    private final Thread reader;
    private volatile boolean ending;

    private ClientProcess(Process process, CaseSecrets secrets, LiveJournal live) {
        this.process = process;
        this.secrets = secrets;
        this.live = live;
        this.reader = new Thread(this::read, "conformance-output");
    }

    /** Starts a command whose output both goes to the case and is kept. */
    static ClientProcess start(
            ClientCommand command, ClientCommand.Target target, CaseSecrets secrets, LiveJournal live)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments(target)).redirectErrorStream(true);
        builder.environment().putAll(target.environment());
        ClientProcess client = new ClientProcess(builder.start(), secrets, live);
        client.reader.setDaemon(true);
        client.reader.start();
        var unused = client.process.onExit().thenAccept(client::exited);
        return client;
    }

    private void exited(Process ended) {
        if (!ending) {
            live.add(new Seen.Exited(live.now(), ended.exitValue()));
        }
    }

    private void read() {
        try (Reader text =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            LineParts.read(text, LONGEST_LINE, this::printed);
        } catch (IOException | UncheckedIOException e) {
            // The stream ends so when the process is ended.
            keep("(output ended: " + e.getMessage() + ")");
        }
    }

    private void printed(String line) {
        String safe = secrets.redact(line);
        if (!safe.equals(line)) {
            live.add(new Seen.Leaked(
                    live.now(), safe.contains(CaseSecrets.API_TOKEN) ? CaseSecrets.API_TOKEN : "a token"));
        }
        for (String marker : ConformanceCases.markers()) {
            // One line may hold many lines of the console.
            for (int at = safe.indexOf(marker); at >= 0; at = safe.indexOf(marker, at + 1)) {
                live.add(new Seen.Printed(live.now(), marker));
            }
        }
        keep(safe);
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() == KEPT_LINES) {
                output.removeFirst();
            }
            output.add(line.length() > KEPT_LINE ? line.substring(0, KEPT_LINE) + "..." : line);
        }
    }

    /** Types a line; a client that does not read, or has ended, is told nothing. */
    void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            keep("(the client does not read '" + line + "': " + e.getMessage() + ")");
        }
    }

    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            keep("(the client's input did not close in order: " + e.getMessage() + ")");
        }
    }

    /** What it has printed last, without tokens. */
    List<String> output() {
        synchronized (output) {
            return new ArrayList<>(output);
        }
    }

    /** Ends the process and those that it has started: first in order, and by force after some seconds. */
    @Override
    public void close() {
        ending = true;
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        descendants.forEach(ProcessHandle::destroy);
        if (!hasEnded()) {
            process.destroyForcibly();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            reader.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
