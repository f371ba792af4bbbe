package dev.archon.client.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** From a name to addresses. May block. */
@FunctionalInterface
public interface HostResolver {

    /** The JDK's, which remembers answers as long as the security property {@code networkaddress.cache.ttl} says. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * Resolves a name.
     *
     * @param host the name, or an address as text
     * @return its addresses, the preferred ones first; not empty
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
