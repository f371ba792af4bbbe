package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.ClientSocket;
import dev.archon.simulator.scenario.Fault;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies lasting faults to a server's sockets. */
final class SocketFaults {

    private final VirtualScheduler agenda;
    private final Collection<Session> open;
    private final NetworkFaults network;
    private boolean dead;
    private boolean stalled;
    private Optional<Fault.SlowBytes> slow = Optional.empty();
    private Optional<VirtualScheduler.Task> drip = Optional.empty();

    /** Also those that are being closed: their last bytes are as slow as all others. */
    private final Set<ClientSocket> slowed = new LinkedHashSet<>();

    SocketFaults(VirtualScheduler agenda, Collection<Session> open) {
        this.agenda = agenda;
        this.open = open;
        this.network = new NetworkFaults(open);
    }

    /** Applies the faults that are switched on now, and ends those that no longer are. */
    void set(FaultBoard faults) {
        dead = faults.lasting(Fault.HalfOpen.class).isPresent();
        if (dead) {
            List.copyOf(open).forEach(Session::goDead);
        }
        boolean stalls = faults.lasting(Fault.StalledReads.class).isPresent();
        if (stalls != stalled) {
            stalled = stalls;
            open.forEach(this::setReading);
        }
        network.set(faults);
        Optional<Fault.SlowBytes> slows = faults.lasting(Fault.SlowBytes.class);
        if (!slows.equals(slow)) {
            slow = slows;
            drip.ifPresent(VirtualScheduler.Task::cancel);
            slowed.forEach(ClientSocket::speedUp);
            slowed.clear();
            open.forEach(this::slowDown);
            slows.ifPresent(this::drip);
        }
    }

    /** Applies to a socket that has just been opened the faults that the others have. */
    void opened(Session session) {
        if (dead) {
            session.goDead();
            return;
        }
        if (stalled) {
            setReading(session);
        }
        network.opened(session);
        slowDown(session);
    }

    private void setReading(Session session) {
        session.stallReads(stalled);
    }

    private void slowDown(Session session) {
        if (slow.isPresent()) {
            slowed.add(session.socket());
            session.socket().slowDown(0);
        }
    }

    private void drip(Fault.SlowBytes fault) {
        slowed.removeIf(socket -> !socket.isOpen());
        slowed.forEach(socket -> socket.slowDown(fault.bytes()));
        drip = Optional.of(agenda.after(fault.every(), () -> drip(fault)));
    }
}
