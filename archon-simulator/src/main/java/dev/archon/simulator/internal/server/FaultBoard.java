package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The faults that are switched on at a server, and the count of their hits.
 *
 * <p>Belongs to the server's loop; only the list of what is active may be read from elsewhere.
 */
public final class FaultBoard {

    private final VirtualScheduler agenda;
    private final Random random;
    private final ServerLoop loop;
    private final Effects effects;
    private final List<StartedFault> active = new CopyOnWriteArrayList<>();
    private long number;

    /** The effects of faults on a server, apart from the answers to its clients. */
    interface Effects {

        /** The faults that lie on sockets, or on what is sent, are others now. */
        void lastingFaultsChanged();

        void perform(Fault.Recurring fault);
    }

    FaultBoard(VirtualScheduler agenda, ServerLoop loop, Random random, Effects effects) {
        this.agenda = agenda;
        this.loop = loop;
        this.random = random;
        this.effects = effects;
    }

    /**
     * The faults that are switched on. May be called from any thread.
     *
     * @return the faults, oldest first
     */
    public List<StartedFault> active() {
        return List.copyOf(active);
    }

    /**
     * Switches a fault on. To be called on the server's loop.
     *
     * @param fault the fault
     * @param times how many occasions it hits; empty if it lasts
     * @return the fault that is switched on
     * @throws IllegalArgumentException if the number is out of range, or the fault cannot be counted
     */
    public StartedFault start(Fault fault, OptionalInt times) {
        Step.Inject.checkTimes(fault, times);
        StartedFault started = new StartedFault(++number, fault, times, agenda.now(), this::endSoon);
        active.add(started);
        if (fault instanceof Fault.Recurring recurring) {
            recur(started, recurring);
        } else if (!fault.counted()) {
            effects.lastingFaultsChanged();
        }
        return started;
    }

    private void endSoon(StartedFault fault) {
        loop.callUnlessClosed(() -> end(fault));
    }

    /**
     * Switches a fault off. To be called on the server's loop.
     *
     * @param fault the fault
     * @return whether it was on
     */
    public boolean end(StartedFault fault) {
        if (!active.remove(fault)) {
            return false;
        }
        fault.ended();
        if (!fault.fault().counted()) {
            effects.lastingFaultsChanged();
        }
        return true;
    }

    /** The fault that hits the present occasion, counted as a hit. */
    <F extends Fault> Optional<F> strike(Class<F> family) {
        return strike(family, fault -> true);
    }

    /** The fault that hits the present occasion, of those that are meant for it, counted as a hit. */
    <F extends Fault> Optional<F> strike(Class<F> family, Predicate<F> meant) {
        Optional<StartedFault> latest = latest(family, meant);
        latest.ifPresent(this::count);
        return latest.map(StartedFault::fault).map(family::cast);
    }

    /** The fault of a kind that lasts, if one is switched on. */
    <F extends Fault> Optional<F> lasting(Class<F> kind) {
        return latest(kind, fault -> true).map(StartedFault::fault).map(kind::cast);
    }

    /** The faults of a kind that are switched on, oldest first. */
    <F extends Fault> List<F> allLasting(Class<F> kind) {
        return active.stream()
                .map(StartedFault::fault)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private <F extends Fault> Optional<StartedFault> latest(Class<F> family, Predicate<F> meant) {
        for (int i = active.size() - 1; i >= 0; i--) {
            Fault fault = active.get(i).fault();
            if (family.isInstance(fault) && meant.test(family.cast(fault))) {
                return Optional.of(active.get(i));
            }
        }
        return Optional.empty();
    }

    private void recur(StartedFault fault, Fault.Recurring recurring) {
        if (!fault.isActive()) {
            return;
        }
        count(fault);
        effects.perform(recurring);
        if (fault.isActive()) {
            agenda.after(recurring.every().draw(random), () -> recur(fault, recurring));
        }
    }

    private void count(StartedFault fault) {
        if (fault.strike()) {
            end(fault);
        }
    }
}
