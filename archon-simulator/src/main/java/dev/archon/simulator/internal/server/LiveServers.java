package dev.archon.simulator.internal.server;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The servers by their ids, as they are now, in the order in which they were added. May be read from any thread: each walk
 * through it sees the servers of one moment.
 */
final class LiveServers extends AbstractMap<String, ServerHost> {

    private volatile Map<String, ServerHost> now = Map.of();

    /** Replaces all servers at once. */
    void replace(Collection<ServerHost> servers) {
        Map<String, ServerHost> next = new LinkedHashMap<>();
        servers.forEach(server -> next.put(server.id(), server));
        now = Collections.unmodifiableMap(next);
    }

    @Override
    public @Nullable ServerHost get(Object id) {
        return now.get(id);
    }

    @Override
    public boolean containsKey(Object id) {
        return now.containsKey(id);
    }

    @Override
    public Set<String> keySet() {
        return now.keySet();
    }

    @Override
    public Collection<ServerHost> values() {
        return now.values();
    }

    @Override
    public Set<Entry<String, ServerHost>> entrySet() {
        return now.entrySet();
    }
}
