package dev.archon.client.chaos;

import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.Direction;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** The faults and actions of the simulator's library that chaos is made of, each with random values. */
final class Trouble {

    private static final CallPattern EVERY_CALL = CallPattern.parse("/**");

    /** Of each kind of fault one with random values. */
    static final Map<String, Function<Random, Fault>> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("token-refused", random -> new Fault.TokenRefused(500 + random.nextInt(4), Optional.empty())),
            Map.entry("token-slow", random -> new Fault.TokenSlow(upTo(random, 400))),
            Map.entry("token-unanswered", random -> new Fault.TokenUnanswered()),
            Map.entry("token-garbled", random -> new Fault.TokenGarbled()),
            Map.entry(
                    "handshake-refused",
                    random -> new Fault.HandshakeRefused(500 + random.nextInt(4), Optional.empty())),
            Map.entry("handshake-slow", random -> new Fault.HandshakeSlow(upTo(random, 400))),
            Map.entry("handshake-unanswered", random -> new Fault.HandshakeUnanswered()),
            Map.entry("auth-refused", random -> new Fault.AuthRefused()),
            Map.entry("auth-slow", random -> new Fault.AuthSlow(upTo(random, 400))),
            Map.entry("auth-unanswered", random -> new Fault.AuthUnanswered()),
            Map.entry("half-open", random -> new Fault.HalfOpen()),
            Map.entry("stalled-reads", random -> new Fault.StalledReads()),
            Map.entry(
                    "slow-bytes",
                    random ->
                            new Fault.SlowBytes(1 + random.nextInt(20_000), Duration.ofMillis(1 + random.nextInt(5)))),
            Map.entry(
                    "call-refused",
                    random -> new Fault.CallRefused(EVERY_CALL, 500 + random.nextInt(4), Optional.empty())),
            Map.entry("call-slow", random -> new Fault.CallSlow(EVERY_CALL, upTo(random, 400))),
            Map.entry("call-unanswered", random -> new Fault.CallUnanswered(EVERY_CALL)),
            Map.entry("call-closed", random -> new Fault.CallClosed(EVERY_CALL)),
            Map.entry("call-garbled", random -> new Fault.CallGarbled(EVERY_CALL)),
            Map.entry(
                    "latency",
                    random -> new Fault.Latency(pick(List.of(Direction.values()), random), upTo(random, 40))),
            Map.entry(
                    "bandwidth",
                    random -> new Fault.Bandwidth(
                            pick(List.of(Direction.values()), random), 20_000 + random.nextInt(2_000_000))),
            Map.entry("fragmented", random -> new Fault.Fragmented(1 + random.nextInt(300))),
            Map.entry("interleaved-pings", random -> new Fault.InterleavedPings(random.nextInt(126))),
            Map.entry("recurring", random -> new Fault.Recurring(ending(random), upTo(random, 60)))));

    /** Of each kind of action that makes trouble one with random values. */
    static final Map<String, Function<Random, Action>> ACTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("drop", random -> new Action.Drop()),
            Map.entry("reset", random -> new Action.Reset()),
            Map.entry("close", random -> new Action.Close(code(random), "chaos")),
            Map.entry("expire-token", random -> new Action.ExpireToken()),
            Map.entry("malformed-json", random -> new Action.MalformedJson()),
            Map.entry("invalid-utf8", random -> new Action.InvalidUtf8()),
            Map.entry(
                    "oversized", random -> new Action.Oversized(ChaosRound.MAX_MESSAGE + 1 + random.nextInt(100_000))),
            Map.entry("binary", random -> new Action.Binary(random.nextInt(2_000))),
            Map.entry("unknown-event", random -> new Action.Unknown("chaos")),
            Map.entry("ping", random -> new Action.Ping(random.nextInt(126)))));

    private Trouble() {}

    /** Makes trouble, and gives its name and what ends it. */
    static Made random(SimulatedServer server, Random random) {
        if (random.nextBoolean()) {
            Action action = pick(List.copyOf(ACTIONS.values()), random).apply(random);
            server.perform(action);
            return new Made(action.toString(), () -> {});
        }
        Fault fault = pick(List.copyOf(FAULTS.values()), random).apply(random);
        boolean isCountedAndOnce = fault.counted() && !(fault instanceof Fault.Recurring);
        AutoCloseable ends = isCountedAndOnce ? server.fault(fault, 1 + random.nextInt(2)) : server.fault(fault);
        if (isCountedAndOnce) {
            // It hits whoever connects.
            server.drop();
        }
        return new Made(fault.toJson(), ends);
    }

    /**
     * Trouble that goes on.
     *
     * @param name what it is
     * @param end ends it
     */
    record Made(String name, AutoCloseable end) {}

    private static Action ending(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Action.Drop();
            case 1 -> new Action.Reset();
            default -> new Action.Close(code(random), "chaos");
        };
    }

    private static int code(Random random) {
        return pick(List.of(1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 4000, 4999), random);
    }

    private static DurationRange upTo(Random random, int millis) {
        return DurationRange.of(Duration.ofMillis(1 + random.nextInt(millis)));
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
