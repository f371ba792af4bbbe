package dev.archon.benchmarks.jmh;

import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
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

/** Decodes log lines of different sizes and contents. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LogDecodeBenchmark {

    /** What the lines are like. */
    public enum Content {
        /** ASCII of 20 characters. */
        ASCII_20,
        /** ASCII of 84 characters, the average. */
        ASCII_84,
        /** ASCII of 500 characters. */
        ASCII_500,
        /** As a server prints them, of changing length. */
        TYPICAL,
        /** Quotes, backslashes, colour codes and other alphabets. */
        ESCAPES,
        /** Cyrillic of 84 characters, without an escape. */
        NON_ASCII_84,
        /** Stack traces of 2 KB, with a line end each 80 characters. */
        TRACE
    }

    /** More than the branch predictor can remember. */
    private static final int MESSAGES = 1_024;

    /** What the lines are like. */
    @Param
    public Content content = Content.TYPICAL;

    private final byte[][] messages = new byte[MESSAGES][];
    private int next;

    /** Encodes the lines. */
    @Setup
    public void encode() {
        List<ArchonEvent> lines = lines();
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = EventCodec.encode(lines.get(i % lines.size()));
        }
    }

    /** Decodes one line. */
    @Benchmark
    public ArchonEvent decode() throws ProtocolException {
        next = (next + 1) % MESSAGES;
        return EventCodec.decode(messages[next]);
    }

    private List<ArchonEvent> lines() {
        return switch (content) {
            case ASCII_20 -> line("Done (12.345s)! Help");
            case ASCII_84 -> line("x".repeat(84));
            case ASCII_500 -> line("x".repeat(500));
            case TYPICAL -> Workload.LOG.events();
            case ESCAPES -> Workload.ESCAPES.events();
            case NON_ASCII_84 -> line("\u0416".repeat(84));
            case TRACE -> Workload.LOG_TRACES.events();
        };
    }

    private static List<ArchonEvent> line(String text) {
        return List.of(new LogEvent(LogStream.STDOUT, text));
    }
}
