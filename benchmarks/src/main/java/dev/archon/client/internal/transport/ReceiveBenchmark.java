package dev.archon.client.internal.transport;

import dev.archon.benchmarks.workload.FrameBlock;
import dev.archon.benchmarks.workload.Workload;
import dev.archon.client.internal.dispatch.LineBatch;
import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.session.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures the way from the bytes of a read to what the session receives: events, the lines made of them, or lines as bytes
 * for relays. It is in this package because the pipeline's handlers are not public.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReceiveBenchmark {

    /** Who takes what is received. */
    public enum Taking {
        /** A listener for events. */
        EVENTS,
        /** A listener for lines. */
        LINES,
        /** A relay. */
        RELAY
    }

    private static final int FRAMES = 256;
    private static final int MAX_MESSAGE = 1 << 20;

    /** What is received. */
    @Param({"LOG", "LOG4J", "LOG_TRACES", "LOG4J_TRACES"})
    public Workload workload = Workload.LOG4J;

    /** Who takes it. */
    @Param
    public Taking taking = Taking.RELAY;

    private final ConsoleFormat format = ConsoleFormat.in(ZoneId.systemDefault());
    private final LogRelays relays = new LogRelays(() -> false, format, error -> {
        throw new IllegalStateException("the relay failed", error);
    });
    private EmbeddedChannel channel = new EmbeddedChannel();
    private ByteBuf read = Unpooled.EMPTY_BUFFER;

    /** Encodes what is received, and connects the handlers. */
    @Setup
    public void connect(Blackhole taken) {
        read = Unpooled.copiedBuffer(
                FrameBlock.of(workload.events().subList(0, FRAMES)).frames());
        if (taking == Taking.RELAY) {
            relays.add(lines -> {
                for (int i = 0; i < lines.size(); i++) {
                    taken.consume(lines.message(i));
                }
            });
        }
        FrameHandler frames = new FrameHandler(
                new Listener(taken),
                problem -> {
                    throw new IllegalStateException("a message was not read: " + problem);
                },
                MessageRules.strict(MAX_MESSAGE));
        channel = new EmbeddedChannel();
        frames.connection(new Connection(channel));
        channel.pipeline().addLast(frames.reader(false), frames);
    }

    /** Closes the channel. */
    @TearDown
    public void close() {
        channel.finishAndReleaseAll();
        read.release();
    }

    /** Receives a frame, one of a read of many. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void receive() {
        channel.writeInbound(read.retainedDuplicate());
    }

    private final class Listener implements ConnectionListener {

        private final Blackhole taken;

        Listener(Blackhole taken) {
            this.taken = taken;
        }

        @Override
        public LogRelays relays() {
            return relays;
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            for (ArchonEvent event : events) {
                taken.consume(event);
            }
        }

        @Override
        public ConsoleForm console() {
            return taking == Taking.LINES ? ConsoleForm.LINES : ConnectionListener.super.console();
        }

        @Override
        public void received(LineBatch lines, long bytes) {
            for (ConsoleLine line : lines.lines()) {
                taken.consume(line.text());
            }
        }

        @Override
        public void opened(Connection connection) {}

        @Override
        public void failed(Failure failure) {}

        @Override
        public void event(ArchonEvent event) {}

        @Override
        public void closed(OptionalInt code, String reason) {}
    }
}
