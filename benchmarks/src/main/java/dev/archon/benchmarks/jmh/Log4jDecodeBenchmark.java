package dev.archon.benchmarks.jmh;

import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.MessageLines;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.scan.Log4jLine;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Decodes {@code log4j} messages, by the reader for the usual form and by the one for every form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class Log4jDecodeBenchmark {

    /** More than the branch predictor can remember. */
    private static final int MESSAGES = 1_024;

    /** Which messages. */
    @Param({"LOG4J", "LOG4J_TRACES"})
    public Workload workload = Workload.LOG4J;

    private final Log4jLine line = new Log4jLine();
    private final MessageLines lineMaker = new MessageLines(ConsoleFormat.in(ZoneId.systemDefault()));
    private final byte[][] messages = new byte[MESSAGES][];
    private int next;

    /** Encodes the messages. */
    @Setup
    public void encode() {
        List<ArchonEvent> events = workload.events();
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = EventCodec.encode(events.get(i));
        }
    }

    /** Reads a message as the client does. */
    @Benchmark
    public ArchonEvent usualForm() throws ProtocolException {
        byte[] message = next();
        return line.read(message, 0, message.length) ? line.event() : EventCodec.decode(message);
    }

    /** Reads a message as the codec does, which expects any order and white space. */
    @Benchmark
    public ArchonEvent anyForm() throws ProtocolException {
        return EventCodec.decode(next());
    }

    /** Reads a message and makes its lines, as the client does for handlers of lines. */
    @Benchmark
    public void lines(Blackhole lines) {
        byte[] message = next();
        if (!line.read(message, 0, message.length)) {
            throw new IllegalStateException("not in the usual form");
        }
        lineMaker.lines(line, lines::consume);
    }

    private byte[] next() {
        next = (next + 1) % MESSAGES;
        return messages[next];
    }
}
