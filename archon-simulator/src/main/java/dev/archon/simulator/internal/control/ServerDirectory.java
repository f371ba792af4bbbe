package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.server.ServerHost;
import java.util.Collection;
import java.util.Map;

/** The servers that requests may name. */
final class ServerDirectory {

    private final Map<String, ServerHost> servers;

    ServerDirectory(Map<String, ServerHost> servers) {
        this.servers = servers;
    }

    Collection<ServerHost> all() {
        return servers.values();
    }

    /**
     * The server that the path of a request names.
     *
     * @throws ControlException if there is none of that id
     */
    ServerHost of(ControlRequest request) {
        String id = request.part(1);
        ServerHost host = servers.get(id);
        if (host == null) {
            throw ControlException.notFound(
                    "no server " + id + "; this simulator has " + String.join(", ", servers.keySet()), "server");
        }
        return host;
    }
}
