package dev.archon.simulator;

import dev.archon.simulator.game.Agenda;
import dev.archon.simulator.scenario.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Lays the faults that last on a server's sockets. */
final class SocketFaults {

    private final Agenda agenda;
    private final Collection<ServerHost.Session> open;
    private boolean dead;
    private boolean stalled;
    private Optional<Fault.SlowBytes> slow = Optional.empty();
    private Optional<Agenda.Task> drip = Optional.empty();

    SocketFaults(Agenda agenda, Collection<ServerHost.Session> open) {
        this.agenda = agenda;
        this.open = open;
    }

    /** Takes over what is switched on now. */
    void set(FaultBoard faults) {
        dead = faults.lasting(Fault.HalfOpen.class).isPresent();
        if (dead) {
            List.copyOf(open).forEach(ServerHost.Session::goDead);
        }
        boolean stalls = faults.lasting(Fault.StalledReads.class).isPresent();
        if (stalls != stalled) {
            stalled = stalls;
            open.forEach(this::setReading);
        }
        Optional<Fault.SlowBytes> slows = faults.lasting(Fault.SlowBytes.class);
        if (!slows.equals(slow)) {
            slow = slows;
            drip.ifPresent(Agenda.Task::cancel);
            slows.ifPresentOrElse(
                    this::drip, () -> open.forEach(session -> session.socket().onChannel(SlowWriter::release)));
        }
    }

    /** Lays on a socket that has just been opened what lies on the others. */
    void opened(ServerHost.Session session) {
        if (dead) {
            session.goDead();
            return;
        }
        if (stalled) {
            setReading(session);
        }
        slow.ifPresent(fault -> session.socket().onChannel(channel -> SlowWriter.allow(channel, 0)));
    }

    private void setReading(ServerHost.Session session) {
        boolean reads = !stalled;
        session.socket().onChannel(channel -> channel.config().setAutoRead(reads));
    }

    private void drip(Fault.SlowBytes fault) {
        open.forEach(session -> session.socket().onChannel(channel -> SlowWriter.allow(channel, fault.bytes())));
        drip = Optional.of(agenda.after(fault.every(), () -> drip(fault)));
    }
}
