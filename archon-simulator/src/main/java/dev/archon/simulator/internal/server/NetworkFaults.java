package dev.archon.simulator.internal.server;

import dev.archon.simulator.internal.wire.LinkConditions;
import dev.archon.simulator.scenario.Direction;
import dev.archon.simulator.scenario.Fault;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Lays latency and bandwidth on the sockets of a server, or on one of them. Belongs to the server's loop. */
final class NetworkFaults {

    private final Collection<Session> open;

    /** Also those that are being closed: their last frames travel as all others do. */
    private final Set<Session> touched = new LinkedHashSet<>();

    private List<Fault.Latency> latencies = List.of();
    private List<Fault.Bandwidth> bandwidths = List.of();

    NetworkFaults(Collection<Session> open) {
        this.open = open;
    }

    /** Takes over what is switched on now. */
    void set(FaultBoard faults) {
        List<Fault.Latency> newLatencies = faults.allLasting(Fault.Latency.class);
        List<Fault.Bandwidth> newBandwidths = faults.allLasting(Fault.Bandwidth.class);
        if (newLatencies.equals(latencies) && newBandwidths.equals(bandwidths)) {
            return;
        }
        latencies = newLatencies;
        bandwidths = newBandwidths;
        removeEnded();
        touched.forEach(this::lay);
        open.stream().filter(session -> !touched.contains(session)).toList().forEach(this::opened);
    }

    /** Lays on a socket that has just been opened what lies on the others. */
    void opened(Session session) {
        if (lay(session)) {
            if (touched.size() > 2 * open.size()) {
                removeEnded();
            }
            touched.add(session);
        }
    }

    private void removeEnded() {
        touched.removeIf(session -> !session.socket().isOpen());
    }

    private boolean lay(Session session) {
        boolean toClient = session.conditionsToClient(conditions(session.number(), Direction.TO_CLIENT));
        boolean toServer = session.conditionsToServer(conditions(session.number(), Direction.TO_SERVER));
        return toClient || toServer;
    }

    /** Of several faults of a kind the one that was switched on last is in effect. */
    private LinkConditions conditions(int connection, Direction direction) {
        Optional<Fault.Latency> latency = latencies.stream()
                .filter(fault -> fault.direction().includes(direction) && isFor(fault.connection(), connection))
                .reduce((older, newer) -> newer);
        Optional<Fault.Bandwidth> bandwidth = bandwidths.stream()
                .filter(fault -> fault.direction().includes(direction) && isFor(fault.connection(), connection))
                .reduce((older, newer) -> newer);
        return new LinkConditions(
                latency.map(Fault.Latency::delay).orElse(LinkConditions.NONE.delay()),
                bandwidth.map(fault -> OptionalInt.of(fault.bytesPerSecond())).orElse(OptionalInt.empty()));
    }

    private static boolean isFor(OptionalInt one, int connection) {
        return one.isEmpty() || one.getAsInt() == connection;
    }
}
