package dev.archon.examples.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which servers a backend holds: those whose ids stand in the partitions that the group has given to it.
 *
 * <p>An id stands in one partition only. Used by one thread at a time.
 */
final class OwnedServers {

    private final Map<Integer, Set<String>> ids = new TreeMap<>();

    /** Takes over partitions, of which no id is known yet. */
    void assigned(Collection<Integer> partitions) {
        partitions.forEach(partition -> ids.put(partition, new TreeSet<>()));
    }

    /**
     * Takes a record of the topic of ids. One of a partition that is not owned is ignored: it was fetched before the partition
     * was taken away.
     *
     * @param partition the record's partition
     * @param id the server's id, its key
     * @param there whether the server is there; if not, it was removed from the fleet
     * @return whether the server is to be connected, or to be let go of
     */
    Change record(int partition, String id, boolean there) {
        Set<String> known = ids.get(partition);
        if (known == null) {
            return Change.NONE;
        }
        if (there) {
            return known.add(id) ? Change.CONNECT : Change.NONE;
        }
        return known.remove(id) ? Change.DISCONNECT : Change.NONE;
    }

    /** What a record means for its server. */
    enum Change {
        CONNECT,
        DISCONNECT,
        NONE
    }

    /**
     * Gives partitions back.
     *
     * @return the servers that must not be held any more
     */
    Set<String> revoked(Collection<Integer> partitions) {
        Set<String> released = new TreeSet<>();
        for (int partition : partitions) {
            Set<String> known = ids.remove(partition);
            if (known != null) {
                released.addAll(known);
            }
        }
        return released;
    }

    /** The partitions that are owned. */
    Set<Integer> partitions() {
        return Set.copyOf(ids.keySet());
    }

    /** The servers that are held. */
    Set<String> servers() {
        Set<String> all = new TreeSet<>();
        ids.values().forEach(all::addAll);
        return all;
    }
}
