package dev.archon.benchmarks.jmh;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.ProtocolException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encodes and decodes what a client sends. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ClientMessageBenchmark {

    private ClientMessage command = new ClientMessage.Command("/say \"hello\" to all");
    private byte[] message = ClientMessageCodec.encode(command);

    /** Encodes a command. */
    @Benchmark
    public byte[] encodeCommand() {
        return ClientMessageCodec.encode(command);
    }

    /** Decodes a command, as the simulator does. */
    @Benchmark
    public ClientMessage decodeCommand() throws ProtocolException {
        return ClientMessageCodec.decode(message);
    }
}
