package dev.archon.client.internal.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Decides in which order and when the addresses of a name are tried (RFC 8305): families by turns, the next address when
 * the last one has failed or has taken {@value #DELAY_MILLIS} ms, while the earlier ones go on.
 *
 * <p>Whoever connects reports what happens, and starts what this returns. Belongs to one thread.
 */
public final class AddressRace {

    /** How long an address is waited for before the next one is tried as well, in milliseconds. */
    public static final int DELAY_MILLIS = 250;

    /** How many addresses are tried at most. */
    public static final int MAX_ADDRESSES = 16;

    private final List<InetAddress> order;
    private int started;
    private int pending;

    /**
     * Makes a race.
     *
     * @param addresses the addresses of one name, the preferred one first
     */
    public AddressRace(List<InetAddress> addresses) {
        List<InetAddress> mixed = interleaved(addresses);
        this.order = mixed.subList(0, Math.min(mixed.size(), MAX_ADDRESSES));
    }

    /** The families by turns, beginning with that of the first address; the order within each family stays. */
    static List<InetAddress> interleaved(List<InetAddress> addresses) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        for (InetAddress address : addresses) {
            boolean same = address instanceof Inet4Address == addresses.get(0) instanceof Inet4Address;
            (same ? first : second).add(address);
        }
        List<InetAddress> order = new ArrayList<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                order.add(first.remove());
            }
            if (!second.isEmpty()) {
                order.add(second.remove());
            }
        }
        return order;
    }

    /**
     * Starts the next address: at the beginning, and when one has failed.
     *
     * @return the address to connect to; empty if there is no other
     */
    public Optional<InetAddress> next() {
        if (started == order.size()) {
            return Optional.empty();
        }
        pending++;
        return Optional.of(order.get(started++));
    }

    /**
     * The delay after an address was started is over.
     *
     * @param index how many addresses had been started before that one
     * @return the address to connect to; empty if another one was started since, or there is none
     */
    public Optional<InetAddress> delayOver(int index) {
        return index + 1 == started ? next() : Optional.empty();
    }

    /** A connection could not be made. */
    public void failed() {
        pending--;
    }

    /**
     * Returns how many addresses have been started.
     *
     * @return the number
     */
    public int started() {
        return started;
    }

    /**
     * Whether nothing is left to wait for.
     *
     * @return whether all addresses have failed
     */
    public boolean isLost() {
        return pending == 0 && started == order.size();
    }
}
