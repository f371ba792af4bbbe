package dev.archon.client;

import java.util.function.Supplier;

/** Builds a client that is to encrypt by OpenSSL, in a class loader of its own. */
public final class OneTlsBuild implements Supplier<String> {

    @Override
    public String get() {
        try {
            ArchonClient.builder()
                    .token("mrp_test")
                    .tlsProvider(TlsProvider.OPENSSL)
                    .build()
                    .close();
            return "built";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
