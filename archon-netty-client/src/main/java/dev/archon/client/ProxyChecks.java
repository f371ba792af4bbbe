package dev.archon.client;

import dev.archon.client.internal.net.ProxyAddress;

/** What must be there for a proxy to work, so that it is told when the client is built and not at the first call. */
final class ProxyChecks {

    private ProxyChecks() {}

    static void check(ArchonClientBuilder settings) {
        if (settings.proxy == null) {
            return;
        }
        ProxyAddress proxy = settings.proxy.address;
        if (!isPresent("io.netty.handler.proxy.ProxyHandler")) {
            throw new IllegalStateException("to go through " + proxy
                    + " takes io.netty:netty-handler-proxy, which is not on the class path; add it");
        }
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, ProxyChecks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
