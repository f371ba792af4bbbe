package dev.archon.benchmarks.jmh;

import dev.archon.benchmarks.workload.OtherEvents;
import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

/** Encodes and decodes events of each kind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EventCodecBenchmark {

    private static final long SEED = 7;

    /** The event's name on the wire. */
    @Param({
        "log",
        "log4j",
        "stats",
        "power-state",
        "state",
        "uptime",
        "backup-progress",
        "installation-result",
        "install-progress",
        "new-mod",
        "filesystem-ops",
        "auth-ok"
    })
    public String kind = "log";

    private ArchonEvent event = new AuthOkEvent();
    private byte[] message = {};

    /** Picks the event. */
    @Setup
    public void pick() {
        List<ArchonEvent> events = new ArrayList<>(new OtherEvents(new Random(SEED)).oneOfEach());
        events.add(Workload.LOG.events().get(0));
        events.add(new AuthOkEvent());
        event = events.stream()
                .filter(each -> each.type().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no event of kind " + kind));
        message = EventCodec.encode(event);
    }

    /** Decodes the event. */
    @Benchmark
    public ArchonEvent decode() throws ProtocolException {
        return EventCodec.decode(message);
    }

    /** Encodes the event. */
    @Benchmark
    public byte[] encode() {
        return EventCodec.encode(event);
    }
}
