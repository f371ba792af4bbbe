package dev.archon.simulator.recording;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The paths at which the proxy offers the WebSockets of token answers. No other address can be reached through it.
 *
 * <p>May be used from any thread.
 */
final class SocketRoutes {

    private static final String PREFIX = "/recorded/";
    private static final int MOST = 10_000;

    private final Map<String, Route> routes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Route> eldest) {
            return size() > MOST;
        }
    };
    private final Map<Route, String> paths = new LinkedHashMap<>();
    private long last;

    /**
     * The target of a path.
     *
     * @param server the server's id
     * @param target the WebSocket's address
     */
    record Route(String server, URI target) {}

    /** The path for a WebSocket, which is the same on every call. */
    synchronized String path(Route route) {
        String path = paths.computeIfAbsent(route, added -> PREFIX + ++last);
        routes.put(path, route);
        if (paths.size() > routes.size()) {
            paths.values().retainAll(routes.keySet());
        }
        return path;
    }

    synchronized Optional<Route> find(String path) {
        return Optional.ofNullable(routes.get(path));
    }
}
