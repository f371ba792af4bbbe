package dev.archon.simulator.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallGateTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final DurationRange DELAY = new DurationRange(Duration.ofSeconds(2), Duration.ofSeconds(60));

    private final DefaultEventLoop thread = new DefaultEventLoop();

    @Test
    void delaysAreDrawnFromTheSeedAndWithinTheirRange() {
        List<Duration> delays = delays(7);

        assertEquals(delays, delays(7));
        assertNotEquals(delays, delays(8));
        assertTrue(delays.stream().distinct().count() > 1, delays.toString());
        delays.forEach(delay -> assertTrue(
                delay.compareTo(DELAY.least()) >= 0 && delay.compareTo(DELAY.most()) <= 0, delay.toString()));
    }

    @Test
    void theFaultThatWasSwitchedOnLastHitsIfItIsMeant() {
        VirtualScheduler agenda = new VirtualScheduler(NOON);
        FaultBoard faults = faults(agenda);
        CallGate gate = new CallGate(new SlowAnswers(agenda), faults, new Random(1));
        StartedFault every = faults.start(new Fault.CallRefused("/**", 500), OptionalInt.empty());
        StartedFault other = faults.start(new Fault.CallRefused("GET /other", 501), OptionalInt.empty());
        Seen seen = new Seen(agenda);

        gate.pass("GET", List.of("some"), seen);
        gate.pass("GET", List.of("other"), seen);
        gate.pass("PUT", List.of("other"), seen);

        assertEquals(List.of(500, 501, 500), seen.statuses);
        assertEquals(2, every.strikes());
        assertEquals(1, other.strikes());
    }

    /** After how long each of some slow calls is served. */
    private List<Duration> delays(long seed) {
        VirtualScheduler agenda = new VirtualScheduler(NOON);
        FaultBoard faults = faults(agenda);
        CallGate gate = new CallGate(new SlowAnswers(agenda), faults, new Random(seed));
        StartedFault unused = faults.start(new Fault.CallSlow(CallPattern.parse("power"), DELAY), OptionalInt.empty());
        Seen seen = new Seen(agenda);
        for (int i = 0; i < 5; i++) {
            gate.pass("POST", List.of("modrinth", "v0", "servers", "demo", "power"), seen);
        }
        agenda.runUntil(NOON.plusSeconds(60));
        assertEquals(5, seen.served.size());
        return seen.served;
    }

    private FaultBoard faults(VirtualScheduler agenda) {
        ServerLoop loop = new ServerLoop(thread, new ManualClock(NOON), "demo", agenda, Runnable::run);
        return new FaultBoard(agenda, loop, new Random(1), new FaultBoard.Effects() {
            @Override
            public void lastingFaultsChanged() {
                throw new AssertionError("faults of calls lie on nothing");
            }

            @Override
            public void perform(Fault.Recurring fault) {
                throw new AssertionError("faults of calls do nothing by themselves");
            }
        });
    }

    @AfterEach
    void close() {
        thread.shutdownGracefully();
    }

    /** What happened to the calls. */
    private static final class Seen implements CallGate.Ways {

        private final VirtualScheduler agenda;
        private final List<Duration> served = new ArrayList<>();
        private final List<Integer> statuses = new ArrayList<>();

        Seen(VirtualScheduler agenda) {
            this.agenda = agenda;
        }

        @Override
        public void serve() {
            served.add(Duration.between(NOON, agenda.now()));
        }

        @Override
        public void refuse(Fault fault, HttpAnswer answer) {
            statuses.add(answer.status());
        }

        @Override
        public void close(Fault fault) {
            throw new AssertionError("closed by " + fault);
        }

        @Override
        public void ignore(Fault fault) {
            throw new AssertionError("ignored by " + fault);
        }
    }
}
