package dev.archon.simulator.internal.wire;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.regex.Pattern;

/** Socket addresses as they stand in a URL. */
public final class Addresses {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|([a-z0-9-]+\\.)+localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

    private Addresses() {}

    /**
     * Whether a host can only be this machine.
     *
     * @param authority the host, with or without a port, in small letters
     * @return whether it is {@code localhost}, a name below it, or a loopback address
     */
    public static boolean isLoopbackName(String authority) {
        return LOOPBACK.matcher(authority).matches();
    }

    /**
     * Host and port; the wildcard address becomes loopback, since clients cannot connect to it.
     *
     * @param address an internet address
     * @return the address as it stands in a URL
     */
    public static String authority(SocketAddress address) {
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

    /**
     * Whether a host is an address and not a name, which would have to be looked up.
     *
     * @param host the host, without a port
     * @return whether it is an IP address
     */
    public static boolean isLiteral(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }
}
