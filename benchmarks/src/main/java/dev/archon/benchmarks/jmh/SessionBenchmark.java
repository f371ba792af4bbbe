package dev.archon.benchmarks.jmh;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Input;
import dev.archon.protocol.session.SessionMachine;
import dev.archon.protocol.session.SessionPolicy;
import dev.archon.protocol.session.State;
import dev.archon.protocol.session.Timer;
import dev.archon.protocol.session.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Warmup;

/** Measures transitions of the session machine. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SessionBenchmark {

    private static final double RANDOM = 0.5;

    private final Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final SessionMachine machine = new SessionMachine(SessionPolicy.defaults());
    private final WebSocketCredentials credentials = new WebSocketCredentials("ws://localhost/", new Jwt("a.b.c"));
    private final State connected = connected();
    private final Input quiet = new Input.TimerFired(Timer.KEEP_ALIVE, Duration.ofMillis(10), false);
    private final Input lost = new Input.ConnectionClosed(1, OptionalInt.empty(), "the server went away");

    /** A session that connects: four inputs. */
    @Benchmark
    public State connect() {
        return connected();
    }

    /** The most frequent transition: the keep-alive timer of a connection on which events have come in. */
    @Benchmark
    public Transition keepAlive() {
        return next(connected, quiet);
    }

    /** A connection is lost and will be made again. */
    @Benchmark
    public Transition lose() {
        return next(connected, lost);
    }

    /** The server says that the token will expire. */
    @Benchmark
    public Transition refresh() {
        return next(connected, new Input.AuthExpiring(1));
    }

    private State connected() {
        State state = next(State.initial(), new Input.Connect()).state();
        state = next(state, new Input.TokenFetched(1, credentials)).state();
        state = next(state, new Input.Opened(1)).state();
        return next(state, new Input.AuthOk(1)).state();
    }

    private Transition next(State state, Input input) {
        return machine.next(state, input, now, RANDOM);
    }
}
