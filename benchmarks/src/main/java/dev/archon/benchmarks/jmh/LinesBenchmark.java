package dev.archon.benchmarks.jmh;

import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
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

/** Makes the lines of the console from events, for each kind of message. A time is that of one event with all its lines. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LinesBenchmark {

    /** More than the branch predictor can remember. */
    private static final int EVENTS = 1_024;

    /** Which events. */
    @Param({"LOG", "LOG4J", "LOG_TRACES", "LOG4J_TRACES", "ESCAPES"})
    public Workload workload = Workload.LOG4J;

    private final ConsoleFormat format = ConsoleFormat.in(ZoneId.systemDefault());
    private List<ArchonEvent> events = List.of();
    private int next;

    /** Makes the events. */
    @Setup
    public void makeEvents() {
        events = List.copyOf(workload.events().subList(0, EVENTS));
    }

    /** Makes the lines, and the text of each. */
    @Benchmark
    public void lines(Blackhole texts) {
        for (ConsoleLine line : format.lines(next())) {
            texts.consume(line.text());
        }
    }

    /** Counts the lines, as it is done where lines are dropped. */
    @Benchmark
    public int count() {
        return ConsoleFormat.count(next());
    }

    private ArchonEvent next() {
        next = (next + 1) % EVENTS;
        return events.get(next);
    }
}
