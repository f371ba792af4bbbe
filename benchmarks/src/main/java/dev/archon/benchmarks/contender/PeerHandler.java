package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.Output;
import dev.archon.benchmarks.workload.RunRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an embedder without an Archon client does with each message: reads it with Jackson Databind, and counts the event
 * or makes the lines of the console. One object for each connection.
 */
final class PeerHandler {

    private final EventCounter counter;
    private final Consumer<PeerEvent> consumer;

    private PeerHandler(EventCounter counter, Output output) {
        this.counter = counter;
        if (output == Output.LINES) {
            PeerLines lines = new PeerLines();
            this.consumer = event -> lines.split(event, line -> counter.event(line.length()));
        } else {
            this.consumer = this::count;
        }
    }

    /** A handler for one connection. */
    static PeerHandler of(Endpoint endpoint, EventCounter counter) {
        return new PeerHandler(counter, endpoint.request().output());
    }

    /** What {@link #handle} counts. */
    static CountingUnit unit(RunRequest request) {
        return request.output() == Output.LINES ? CountingUnit.LINES : CountingUnit.CHARACTERS;
    }

    /** Handles a message that the client has decoded to text. */
    void handle(String text) {
        consumer.accept(PeerEvent.READER.readValue(text));
    }

    /** Handles a message that lies in an array, so that a client that has the bytes need not make text of them. */
    void handle(byte[] utf8, int offset, int length) {
        consumer.accept(PeerEvent.READER.readValue(utf8, offset, length));
    }

    private void count(PeerEvent event) {
        if (event instanceof PeerEvent.Log log) {
            counter.line(log.message());
        } else if (event instanceof PeerEvent.Log4j entry) {
            counter.event(length(entry.message()) + length(entry.throwable()));
        } else if (!(event instanceof PeerEvent.AuthOk)) {
            counter.event(0);
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
