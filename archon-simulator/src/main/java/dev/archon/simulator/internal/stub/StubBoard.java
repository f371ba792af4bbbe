package dev.archon.simulator.internal.stub;

import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.Stub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The stubs of a simulator. Of several that mean one call, the most specific one answers it; of equally specific ones, the one
 * that was added last. May be used from any thread.
 */
public final class StubBoard {

    /** How many stubs there may be at once. */
    public static final int MOST = 10_000;

    /** The order in which stubs are asked. */
    static final Comparator<StartedStub> ORDER = Comparator.comparing(
                    (StartedStub started) -> started.stub().call(), CallPattern.SPECIFIC_FIRST)
            .thenComparing(Comparator.comparingLong(StartedStub::id).reversed());

    private final Comparator<StartedStub> order;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<StartedStub> ordered = List.of();
    private long number;

    /** Makes a board without stubs. */
    public StubBoard() {
        this(ORDER);
    }

    /** With {@link #ORDER}, or one that also counts how often it is asked. */
    StubBoard(Comparator<StartedStub> order) {
        this.order = order;
    }

    /**
     * A stub that answers a call.
     *
     * @param started the stub
     * @param variables the parts of the path that its pattern gives a name to
     */
    public record Found(StartedStub started, Map<String, String> variables) {

        /**
         * Copies the variables.
         *
         * @param started the stub
         * @param variables the parts of the path that its pattern gives a name to
         */
        public Found {
            variables = Map.copyOf(variables);
        }
    }

    /**
     * Adds a stub.
     *
     * @param stub the stub
     * @return the stub with its number
     * @throws IllegalStateException if there are {@value #MOST} already
     */
    public StartedStub add(Stub stub) {
        return addAll(List.of(stub)).get(0);
    }

    /**
     * Adds stubs, all of them or none.
     *
     * @param stubs the stubs
     * @return the stubs with their numbers
     * @throws IllegalStateException if there would be more than {@value #MOST}
     */
    public List<StartedStub> addAll(List<Stub> stubs) {
        lock.lock();
        try {
            return put(ordered, stubs);
        } finally {
            lock.unlock();
        }
    }

    /** Finds the place of each by a binary search: the order reads patterns, which is slow compared with a copy. */
    private List<StartedStub> inserted(List<StartedStub> kept, List<StartedStub> added) {
        List<StartedStub> more = new ArrayList<>(kept.size() + added.size());
        more.addAll(kept);
        for (StartedStub one : added) {
            // No two have the same number, so that none is found.
            more.add(-1 - Collections.binarySearch(more, one, order), one);
        }
        return List.copyOf(more);
    }

    /**
     * Puts stubs in the place of all that there are. There is no moment at which a stub that is in both is missing.
     *
     * @param stubs the stubs
     * @throws IllegalStateException if they are more than {@value #MOST}
     */
    public void replaceAll(List<Stub> stubs) {
        lock.lock();
        try {
            List<StartedStub> former = ordered;
            List<StartedStub> unused = put(List.of(), stubs);
            former.forEach(StartedStub::removed);
        } finally {
            lock.unlock();
        }
    }

    private List<StartedStub> put(List<StartedStub> kept, List<Stub> stubs) {
        if (kept.size() + stubs.size() > MOST) {
            throw new IllegalStateException(
                    "there can be " + MOST + " stubs, and there are " + kept.size() + "; remove some first");
        }
        List<StartedStub> added = new ArrayList<>();
        stubs.forEach(stub -> added.add(new StartedStub(++number, stub, this::remove)));
        ordered = inserted(kept, added);
        return List.copyOf(added);
    }

    /**
     * Removes a stub.
     *
     * @param stub the stub
     * @return whether it was there
     */
    public boolean remove(StartedStub stub) {
        lock.lock();
        try {
            List<StartedStub> fewer = new ArrayList<>(ordered);
            boolean removed = fewer.remove(stub);
            ordered = List.copyOf(fewer);
            stub.removed();
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Removes every stub. */
    public void clear() {
        replaceAll(List.of());
    }

    /**
     * The stubs that there are.
     *
     * @return the stubs, oldest first
     */
    public List<StartedStub> all() {
        return ordered.stream()
                .sorted(Comparator.comparingLong(StartedStub::id))
                .toList();
    }

    /**
     * Whether some stub answers in place of the simulator.
     *
     * @return whether {@link #findOverriding} can find anything
     */
    public boolean hasOverriding() {
        return ordered.stream().anyMatch(started -> started.stub().overrides());
    }

    /**
     * Finds the stub for a call that nothing else answers.
     *
     * @param method the HTTP method
     * @param parts the parts of the path, decoded, without empty ones
     * @return the stub; empty if none means the call
     */
    public Optional<Found> find(String method, List<String> parts) {
        return find(method, parts, stub -> true);
    }

    /**
     * Finds the stub for a call that the simulator may know.
     *
     * @param method the HTTP method
     * @param parts the parts of the path, decoded, without empty ones
     * @return a stub that answers in place of the simulator; empty if none means the call
     */
    public Optional<Found> findOverriding(String method, List<String> parts) {
        return find(method, parts, Stub::overrides);
    }

    private Optional<Found> find(String method, List<String> parts, Predicate<Stub> fits) {
        for (StartedStub started : ordered) {
            if (fits.test(started.stub())) {
                Optional<Found> found =
                        started.stub().call().match(method, parts).map(names -> new Found(started, names));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The methods that stubs answer at a path.
     *
     * @param parts the parts of the path, decoded, without empty ones
     * @return the methods; without those of stubs that answer any
     */
    public Set<String> methodsAt(List<String> parts) {
        Set<String> methods = new TreeSet<>();
        for (StartedStub started : ordered) {
            CallPattern call = started.stub().call();
            if (!call.method().equals(CallPattern.ANY_METHOD)
                    && call.matchPath(parts).isPresent()) {
                methods.add(call.method());
            }
        }
        return methods;
    }
}
