package dev.archon.benchmarks.jmh;

import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.simulator.internal.wire.BlockWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Makes blocks of frames from events as the simulator does, a line at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SimulatorEncodeBenchmark {

    private static final int LINES = 1_024;

    private final List<ArchonEvent> lines = List.copyOf(Workload.LOG.events().subList(0, LINES));

    /** A burst of lines. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void burst(Blackhole blocks) {
        BlockWriter writer = new BlockWriter(blocks::consume);
        for (ArchonEvent line : lines) {
            writer.text(EventCodec.encode(line), 1);
        }
        writer.flush();
    }
}
