package dev.archon.benchmarks.fleet;

import dev.archon.benchmarks.process.ChildOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The simulator in a process of its own, seen from the command. Used by one thread. */
final class SimulatorChild implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration ORDER_LIMIT = Duration.ofMinutes(2);
    private static final int END_SECONDS = 20;
    private static final String HEAP = "-Xmx3g";

    /** So large that the simulator does not stop all its threads in a measurement of the client. */
    private static final String YOUNG_GENERATION = "-Xmn1500m";

    private final Process process;
    private final Writer orders;
    private final ChildOutput answers;

    private URI baseUri = URI.create("about:blank");
    private String authority = "";

    private SimulatorChild(Process process) {
        this.process = process;
        this.orders = process.outputWriter();
        this.answers = ChildOutput.of(process, "simulator");
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param servers how many servers it has
     * @param tokenLifetime how long a token lives; half of it later the server says that it expires
     * @param historyLines how many lines a server replays
     * @param callsPerSecond above this token calls are answered with 429; 0 for no limit
     * @throws IOException if it does not start
     */
    static SimulatorChild start(int servers, Duration tokenLifetime, int historyLines, int callsPerSecond)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                YOUNG_GENERATION,
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorProcess.class.getName(),
                String.valueOf(servers),
                String.valueOf(tokenLifetime.toSeconds()),
                String.valueOf(historyLines),
                String.valueOf(callsPerSecond)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        SimulatorChild child = new SimulatorChild(process);
        String[] ready = child.answer("ready", START_LIMIT).split(" ", -1);
        child.baseUri = URI.create(ready[0]);
        child.authority = ready[1];
        return child;
    }

    URI baseUri() {
        return baseUri;
    }

    /** The certificate of its authority, DER in Base64. */
    String authority() {
        return authority;
    }

    void pulse(int first, int count, long linesPerSecond) throws IOException, InterruptedException {
        order("pulse " + first + " " + count + " " + linesPerSecond);
    }

    /** Has each of some servers print so many lines, so many a second of all of them together; 0 for all at once. */
    void burst(int first, int count, int lines, int linesPerSecond) throws IOException, InterruptedException {
        order("burst " + first + " " + count + " " + lines + " " + linesPerSecond);
    }

    void drop(int first, int count) throws IOException, InterruptedException {
        order("drop " + first + " " + count);
    }

    void expire(int first, int count) throws IOException, InterruptedException {
        order("expire " + first + " " + count);
    }

    CallCounts.Counts calls() throws IOException, InterruptedException {
        return CallCounts.Counts.of(order("calls"));
    }

    /** Collects its garbage now, so that it does not do so while latency is measured. */
    void collect() throws IOException, InterruptedException {
        order("collect");
    }

    long printed() throws IOException, InterruptedException {
        return Long.parseLong(order("printed"));
    }

    private String order(String order) throws IOException, InterruptedException {
        orders.write(order + "\n");
        orders.flush();
        return answer("done", ORDER_LIMIT);
    }

    private String answer(String beginning, Duration limit) throws IOException, InterruptedException {
        String text = next(limit);
        if (!text.startsWith(beginning + " ")) {
            throw new IOException("the simulator answered '" + text + "' and not '" + beginning + "'");
        }
        return text.substring(beginning.length() + 1);
    }

    private String next(Duration limit) throws IOException, InterruptedException {
        try {
            return answers.next(limit);
        } catch (TimeoutException e) {
            throw new IOException("the simulator has not answered for " + limit.toSeconds() + " s", e);
        } catch (EOFException e) {
            throw new IOException(
                    "the simulator's process cannot go on: " + e.getMessage() + "; see its output above", e);
        }
    }

    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
