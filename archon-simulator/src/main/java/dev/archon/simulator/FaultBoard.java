package dev.archon.simulator;

import dev.archon.simulator.game.Agenda;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The faults that are switched on at a server, and the count of their hits.
 *
 * <p>Belongs to the server's loop; only the list of what is active may be read from elsewhere.
 */
final class FaultBoard {

    private final Agenda agenda;
    private final Random random;
    private final Effects effects;
    private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
    private long number;

    /** What faults do to a server beyond answering for it. */
    interface Effects {

        /** The faults that lie on sockets, or on what is sent, are others now. */
        void lastingFaultsChanged();

        void perform(Fault.Recurring fault);
    }

    FaultBoard(Agenda agenda, Random random, Effects effects) {
        this.agenda = agenda;
        this.random = random;
        this.effects = effects;
    }

    List<ActiveFault> active() {
        return List.copyOf(active);
    }

    ActiveFault start(Fault fault, OptionalInt times, ServerLoop loop) {
        Step.Inject.checkTimes(fault, times);
        ActiveFault started = new ActiveFault(++number, fault, times, agenda.now(), loop);
        active.add(started);
        if (fault instanceof Fault.Recurring recurring) {
            recur(started, recurring);
        } else if (!fault.isCounted()) {
            effects.lastingFaultsChanged();
        }
        return started;
    }

    /** Switches a fault off; returns whether it was on. */
    boolean end(ActiveFault fault) {
        if (!active.remove(fault)) {
            return false;
        }
        fault.ended();
        if (!fault.fault().isCounted()) {
            effects.lastingFaultsChanged();
        }
        return true;
    }

    /** The fault that hits the present occasion, counted as a hit. */
    <F extends Fault> Optional<F> strike(Class<F> family) {
        Optional<ActiveFault> latest = latest(family);
        latest.ifPresent(this::count);
        return latest.map(ActiveFault::fault).map(family::cast);
    }

    /** The fault of a kind that lasts, if one is switched on. */
    <F extends Fault> Optional<F> lasting(Class<F> kind) {
        return latest(kind).map(ActiveFault::fault).map(kind::cast);
    }

    private Optional<ActiveFault> latest(Class<? extends Fault> family) {
        for (int i = active.size() - 1; i >= 0; i--) {
            if (family.isInstance(active.get(i).fault())) {
                return Optional.of(active.get(i));
            }
        }
        return Optional.empty();
    }

    private void recur(ActiveFault fault, Fault.Recurring recurring) {
        if (!fault.isActive()) {
            return;
        }
        count(fault);
        effects.perform(recurring);
        if (fault.isActive()) {
            agenda.after(recurring.every().draw(random), () -> recur(fault, recurring));
        }
    }

    private void count(ActiveFault fault) {
        if (fault.strike()) {
            end(fault);
        }
    }
}
