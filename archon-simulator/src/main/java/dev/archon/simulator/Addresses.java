package dev.archon.simulator;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Socket addresses as they stand in a URL. */
final class Addresses {

    private Addresses() {}

    /** Host and port; the wildcard address becomes loopback, since nobody can connect to it. */
    static String authority(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            throw new IllegalArgumentException("not an internet address: " + address);
        }
        InetAddress host = inet.getAddress();
        if (host.isAnyLocalAddress()) {
            return "127.0.0.1:" + inet.getPort();
        }
        String text = NetUtil.toAddressString(host);
        return (host instanceof Inet6Address ? "[" + text + "]" : text) + ":" + inet.getPort();
    }

    /** Whether a host is an address and not a name, which would have to be looked up. */
    static boolean isLiteral(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }
}
