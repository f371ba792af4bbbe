package dev.archon.simulator.junit;

import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ArchonSimulatorBuilder;
import dev.archon.simulator.ManualTime;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.SimulatorTime;
import dev.archon.simulator.scenario.Scenarios;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A simulator that belongs to a test or a class, and what can be injected of it. */
final class TestSimulator {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final ArchonSimulator sim;
    private final Optional<ManualTime> time;

    private TestSimulator(ArchonSimulator sim, Optional<ManualTime> time) {
        this.sim = sim;
        this.time = time;
    }

    static TestSimulator start(SimulatedArchon description) {
        ArchonSimulatorBuilder builder = ArchonSimulator.builder()
                .seed(description.seed())
                .traffic(description.traffic())
                .events(description.events());
        List.of(description.servers()).forEach(builder::server);
        List.of(description.scenario()).forEach(name -> builder.scenario(Scenarios.named(name)));
        Optional<ManualTime> time =
                description.manualTime() ? Optional.of(SimulatorTime.manual(NOON)) : Optional.empty();
        time.ifPresent(builder::time);
        if (description.tls()) {
            builder.tls();
        }
        return new TestSimulator(builder.start(), time);
    }

    static TestSimulator start(ArchonSimulatorBuilder builder) {
        return new TestSimulator(builder.start(), Optional.empty());
    }

    static boolean offers(Class<?> type) {
        return type == ArchonSimulator.class || type == SimulatedServer.class || type == ManualTime.class;
    }

    /**
     * Finds the object to inject.
     *
     * @throws IllegalStateException if this simulator has no such thing; the message says why
     */
    Object get(Class<?> type) {
        if (type == ArchonSimulator.class) {
            return sim;
        }
        if (type == ManualTime.class) {
            return time.orElseThrow(() -> new IllegalStateException(
                    "there is no ManualTime to inject; it needs @SimulatedArchon(manualTime = true)"));
        }
        List<SimulatedServer> servers = sim.servers();
        if (servers.size() > 1) {
            throw new IllegalStateException("there are " + servers.size()
                    + " servers; inject the ArchonSimulator and ask it for the one that is meant");
        }
        return servers.get(0);
    }

    String journal() {
        return sim.journal().toString();
    }

    void close() {
        sim.close();
    }
}
