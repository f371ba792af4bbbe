package dev.archon.client;

import java.net.URI;
import java.util.function.Function;

/** Builds a client and closes it, in a class loader of its own. */
public final class OneBuild implements Function<Boolean, String> {

    @Override
    public String apply(Boolean proxied) {
        ArchonClientBuilder builder =
                ArchonClient.builder().token("mrp_test").baseUrl(URI.create("http://127.0.0.1:1"));
        if (proxied) {
            builder.proxy(ProxyServer.http("127.0.0.1", 1));
        }
        try {
            builder.build().close();
            return "built";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
